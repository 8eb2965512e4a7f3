"""Pages of reports, and what the factory brings them."""

from qa_app.reports.routes import asking, audits, narratives, packs, papers, showing, styles, team
from qa_app.reports.routes import quotes as quote_pages
from qa_app.reports.routes.blueprint import (
    keep_files_in,
    make_in_this_process,
    quotes,
    read_filters_by,
    reports,
    round_reports,
    team_months,
)
from qa_app.reports.routes.narratives import round_panel

__all__ = [
    "asking",
    "audits",
    "keep_files_in",
    "make_in_this_process",
    "narratives",
    "packs",
    "papers",
    "quote_pages",
    "quotes",
    "read_filters_by",
    "reports",
    "round_panel",
    "round_reports",
    "showing",
    "styles",
    "team",
    "team_months",
]
