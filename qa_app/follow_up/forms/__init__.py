"""What is asked when an audit is followed up."""
