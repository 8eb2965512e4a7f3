"""Charts, drawn on the server: from values to a description, and from that to SVG that stands by itself.

Nothing here counts or judges; foundation/statistics does. A chart is one ink and one accent, says its words
where they belong instead of in a legend, tells by shape what it tells by colour, and comes with its table.
"""
