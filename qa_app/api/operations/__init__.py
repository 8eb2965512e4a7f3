"""Tokens are made, lent more, taken back and ended; and each request with one is counted."""
