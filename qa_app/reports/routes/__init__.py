"""Pages of reports, and what the factory brings them."""

from qa_app.reports.routes import asking, papers, quotes, showing, styles, team
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
    "quotes",
    "read_filters_by",
    "reports",
    "showing",
    "styles",
    "team",
]
