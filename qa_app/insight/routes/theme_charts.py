"""The charts of one theme, each as a file by itself."""

from flask import Response, abort, request

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.insight.queries.settling import settling_of
from qa_app.insight.queries.theme_acts import list_acts
from qa_app.insight.queries.themes import counting, in_judged, tally_of
from qa_app.insight.routes.blueprint import themes
from qa_app.insight.routes.chart_files import picture_of, table_of
from qa_app.insight.routes.filtering import asked_in_address, this_month
from qa_app.insight.routes.themes_pages import KINDS, chart_of, deeds_of, find_theme, line_in
from qa_app.insight.rules.theme_acts import MOST_MARKS
from qa_app.web.charts.drawing import Chart

READ = Permission.INSIGHT_READ


@themes.get("/<theme>/picture")
@requires(READ)
def picture(theme: str) -> Response:
    name, chart = _chart_asked(theme)
    return picture_of(chart, "theme", name)


@themes.get("/<theme>/download")
@requires(READ)
def download(theme: str) -> Response:
    name, chart = _chart_asked(theme)
    return table_of(chart, "theme", name)


def _chart_asked(theme: str) -> tuple[str, Chart]:
    """That of areas for development where none is named; with what was done, as on the page."""
    about, asked = find_theme(theme), asked_in_address()
    wanted = request.args.get("chart", "development")
    if wanted not in KINDS:
        abort(404)
    there = counting(viewer(), asked.filters, [about])
    found = tally_of(about, in_judged(there, viewer()), there.by_month)
    settling = settling_of(viewer(), asked.filters, this_month())
    line = line_in(about, KINDS[wanted], found, asked, settling)
    is_of_deeds = wanted == "development" and line.asked > 0
    actions = list_acts(about.code, there, viewer()) if is_of_deeds else []
    chart = chart_of(line, deeds_of(actions, line, asked)[-MOST_MARKS:])
    return f"theme-{theme}-{wanted}", chart or abort(404)
