"""How many released audits were talked through within four weeks, by team and never by person."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import today
from qa_app.organisation.queries import list_places
from qa_app.rounds.rules.months import first_of_month, months_on
from qa_app.supervision.queries.figures import lines_since
from qa_app.supervision.routes.blueprint import supervision
from qa_app.supervision.rules.talking import talked, talked_by

COUNT = Permission.COMPLETION_READ
MONTHS = 12
MOVED = "A team that has moved"


@supervision.get("/insight/supervision")
@requires(COUNT)
def figures() -> ResponseReturnValue:
    first = months_on(first_of_month(today()), 1 - MONTHS)
    lines = lines_since(viewer(), first)
    names = {one.path: one.name for one in list_places(viewer(), COUNT)}
    by_team = talked_by(lines, lambda one: names.get(one.place_then, MOVED), today())
    by_month = talked_by(lines, lambda one: first_of_month(one.released_on), today())
    return render_template(
        "supervision/figures.html",
        whole=talked(lines, today()),
        by_team=sorted(one for one in by_team.items() if one[1].of),
        by_month=sorted((one for one in by_month.items() if one[1].of), reverse=True),
        first=first,
    )


def figures_panel() -> dict[str, Any] | None:
    """On the page of who took part: how often that was talked through afterwards, and the way to more."""
    first = months_on(first_of_month(today()), 1 - MONTHS)
    return {"talked": talked(lines_since(viewer(), first), today())}
