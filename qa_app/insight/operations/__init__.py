"""What pages of figures keep: filters under a name, and figures as they stood."""
