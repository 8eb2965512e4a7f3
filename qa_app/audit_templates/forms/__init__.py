"""The questions of the pages of audit templates."""
