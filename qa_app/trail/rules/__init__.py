"""How events are chained and anchored, and how they are put into words."""
