"""What is talked through in supervision, who is thanked, and what somebody notes for themselves."""
