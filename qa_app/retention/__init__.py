"""What is kept about people, for how long, and who has seen it; and what must be settled before a real child."""
