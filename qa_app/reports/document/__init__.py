"""A paper as a Word document, in the council's own style where there is one; and charts drawn for it."""

from qa_app.reports.document.pictures import drawn
from qa_app.reports.document.style_file import MOST_BYTES, cleaned
from qa_app.reports.document.writing import without_moments, write

__all__ = ["MOST_BYTES", "cleaned", "drawn", "without_moments", "write"]
