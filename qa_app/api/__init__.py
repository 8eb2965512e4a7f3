"""Figures and rows for other programs, read only, under tokens that end."""
