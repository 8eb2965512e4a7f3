"""References to children's files: imported, never edited. No name of a child is ever read in."""
