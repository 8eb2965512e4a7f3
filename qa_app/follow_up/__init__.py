"""What follows an audit: its text on the child’s record, and the second look some weeks later."""
