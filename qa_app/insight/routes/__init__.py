"""Pages that look back."""

from qa_app.insight.routes import completion, coverage_pages, left_out, records
from qa_app.insight.routes.blueprint import coverage, insight

__all__ = ["completion", "coverage", "coverage_pages", "insight", "left_out", "records"]
