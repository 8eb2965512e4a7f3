"""Long work and timers: what ran, when, and how it ended."""
