"""One mechanism for every file that comes in: checked, read, understood, previewed, confirmed, undone."""
