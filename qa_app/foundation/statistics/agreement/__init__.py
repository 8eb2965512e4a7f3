"""How often two people, or several, judge the same thing alike.

Counts come first. A coefficient stands behind them, from thirty pairs on, and says how it was made. No words
such as “substantial” are put to it anywhere.
"""
