"""What is done with a report: asked for, made, called off, fetched, deleted."""
