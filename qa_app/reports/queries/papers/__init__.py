"""Papers: the same figures as in the workbook, at the same level, said in sentences."""
