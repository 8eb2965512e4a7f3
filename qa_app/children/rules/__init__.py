"""How lists of children are read, joined, matched to the tree, and compared with the last one."""
