"""What pages of rounds ask."""
