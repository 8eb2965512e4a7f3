"""The questions of the pages about places, people, reviews and settings."""
