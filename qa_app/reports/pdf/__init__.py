"""Papers as PDF by WeasyPrint, which needs Pango on the server: tagged, with a title, a language and bookmarks."""

from qa_app.reports.pdf.writing import Bound, can_be_made, write

__all__ = ["Bound", "can_be_made", "write"]
