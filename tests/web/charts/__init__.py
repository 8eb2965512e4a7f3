"""Charts, from values to shapes to SVG."""
