"""Places, people, and who is appointed to what, from when to when."""
