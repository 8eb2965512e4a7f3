"""What is said of an audit on the child’s record, and what is read a second time."""
