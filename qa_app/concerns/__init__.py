"""A safety concern found while reading: raised at once, followed to its end, with a named receipt."""
