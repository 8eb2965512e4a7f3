"""Tokens as far as somebody may see them, and the figures that a token reads."""
