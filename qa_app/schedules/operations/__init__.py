"""Set up a schedule and change it; and what a timer does with it."""
