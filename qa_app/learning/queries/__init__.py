"""What was found, as far as the viewer may read the audits it was found in."""
