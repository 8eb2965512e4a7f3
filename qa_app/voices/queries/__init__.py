"""What somebody may see of what was said about an audit."""
