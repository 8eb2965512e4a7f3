"""The tests, and what they share."""

import gc

# Thousands of classes, statements and pages stay in memory: looking through all of them for rubbish again and again
# costs a sixth, from the first import on.
gc.set_threshold(50_000, 10, 10)
