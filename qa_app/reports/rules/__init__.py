"""Who a report is for, how it stands, and what may stand in its cells."""
