"""Excel workbooks by XlsxWriter: rows go to the disk as they come, so that memory does not grow with them."""

from qa_app.reports.workbook.book import Book, Facts, TooLong

__all__ = ["Book", "Facts", "TooLong"]
