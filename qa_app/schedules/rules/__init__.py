"""When a schedule is due, what it is about, what it may be of, and what it says of itself."""
