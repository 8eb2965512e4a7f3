"""What moderators, auditors and those who sign off are asked."""
