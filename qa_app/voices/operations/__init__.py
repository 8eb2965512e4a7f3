"""What people do to be heard about an audit, and to hear about it."""
