"""Children that the viewer may see, the lists they came with, and what a new list would change."""
