"""What the audits say, looking back. It reads everything below and changes nothing."""
