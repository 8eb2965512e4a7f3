"""Imported audits as far as somebody may see them, and what waits to be imported."""
