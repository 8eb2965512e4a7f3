"""Audits as far as the viewer may follow them up."""
