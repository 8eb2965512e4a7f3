"""The words behind a theme: what was found, with the audits it was found in."""

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.insight.queries.theme_findings import findings_about, list_words
from qa_app.insight.queries.themes import counting
from qa_app.insight.routes.blueprint import themes
from qa_app.insight.routes.filtering import asked_in_address
from qa_app.insight.routes.themes_pages import HEADINGS, KINDS, READ, children_in, find_theme
from qa_app.insight.rules.filters import Choice
from qa_app.learning.queries.findings import count
from qa_app.trail.operations import look
from qa_app.web.searches import asked as asked_for
from qa_app.web.sheets import sheet_of


@themes.get("/<theme>/findings")
@requires(READ)
def findings(theme: str) -> ResponseReturnValue:
    """The newest audits first, of those that count and that the viewer may open."""
    about, typed = find_theme(theme), asked_for().get("kind", "")
    kind = typed if typed in KINDS else ""
    asked = asked_in_address(
        lambda _: [Choice("kind", "Kind", [*HEADINGS.items()], kind)], of_rows=True
    )
    there = counting(viewer(), asked.filters, [about])
    wanted = findings_about(about.code, KINDS.get(kind), there)
    sheet = sheet_of(count(wanted))
    rows = list_words(wanted, sheet.on_a_page, sheet.offset)
    look("findings:listed", viewer(), ids=children_in(rows))
    return render_template(
        "insight/theme_findings.html", theme=about, asked=asked, sheet=sheet, rows=rows
    )
