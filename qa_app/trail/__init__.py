"""Who did what, and who looked at what: an append-only, hash-chained record."""
