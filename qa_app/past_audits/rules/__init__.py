"""What stands in an old workbook: months, grades, and what each column is."""
