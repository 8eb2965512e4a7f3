"""What people are asked about an audit."""
