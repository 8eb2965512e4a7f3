"""What somebody will do about something that was found, by when, and what came of it."""
