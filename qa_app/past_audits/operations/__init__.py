"""Read a workbook of past audits, import it whole, and take it or one audit out again."""
