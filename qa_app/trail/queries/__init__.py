"""Read the trail: its chains, to check them, and its events, for those who may see them."""
