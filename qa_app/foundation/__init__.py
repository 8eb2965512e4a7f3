"""Database, clock, numbers and errors: knows nothing of social care and nothing of the web."""
