"""Import a list of children, undo it, merge two references, restrict a record."""
