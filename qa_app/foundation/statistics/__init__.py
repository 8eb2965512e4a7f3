"""Figures from figures: pure, and from the standard library alone."""
