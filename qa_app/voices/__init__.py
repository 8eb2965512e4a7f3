"""What the practitioner, the child and the family said about an audit; or why they were not asked."""
