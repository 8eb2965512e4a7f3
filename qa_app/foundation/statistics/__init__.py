"""Figures from figures: pure, and from the standard library alone.

Each file holds one idea. Nothing here knows what is counted: months are pairs of numbers, teams are pairs
of numbers, and words about audits belong to the capabilities that show them.
"""
