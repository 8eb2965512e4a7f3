"""What is asked in an audit."""
