"""Journeys in a real Chromium, through the running service, on PostgreSQL."""
