"""What is asked of reports, beside the filters."""
