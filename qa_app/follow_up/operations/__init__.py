"""What people do once an audit is submitted."""
