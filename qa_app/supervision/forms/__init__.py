"""What is asked about supervision and about one’s own growth."""
