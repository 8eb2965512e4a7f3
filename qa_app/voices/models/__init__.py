"""What people said about an audit, or why they were not asked."""
