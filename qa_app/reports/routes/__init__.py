"""Pages of reports, and what the factory brings them."""

from qa_app.reports.routes import asking, audits, packs, papers, showing, styles, team
from qa_app.reports.routes import quotes as quote_pages
from qa_app.reports.routes.blueprint import (
    keep_files_in,
    make_in_this_process,
    quotes,
    read_filters_by,
    reports,
    team_months,
)

__all__ = [
    "asking",
    "audits",
    "keep_files_in",
    "make_in_this_process",
    "packs",
    "papers",
    "quote_pages",
    "quotes",
    "read_filters_by",
    "reports",
    "showing",
    "styles",
    "team",
    "team_months",
]
