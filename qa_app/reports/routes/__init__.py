"""Pages of reports, and what the factory brings them."""

from qa_app.reports.routes import asking, papers, showing, styles
from qa_app.reports.routes.blueprint import (
    keep_files_in,
    make_in_this_process,
    read_filters_by,
    reports,
)

__all__ = [
    "asking",
    "keep_files_in",
    "make_in_this_process",
    "papers",
    "read_filters_by",
    "reports",
    "showing",
    "styles",
]
