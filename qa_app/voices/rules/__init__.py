"""What the voices of an audit may say, when, and to whom they are read."""
