"""How often children and families were asked, and why not."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.audits.rules import HEARD
from qa_app.foundation.clock import today
from qa_app.organisation.queries import list_places
from qa_app.organisation.rules import Kind
from qa_app.rounds.rules import first_of_month, months_back
from qa_app.voices.queries import rates as queries
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.rules.families import Better
from qa_app.voices.rules.rates import heard_by, heard_of, told_back_of

MONTHS_COUNTED, MONTHS_SHOWN = 12, 24
COUNT = Permission.FAMILY_COUNT


@voices.get("/voices/families")
@requires(COUNT)
def rates() -> ResponseReturnValue:
    places = list_places(viewer(), COUNT)
    services = [one for one in places if one.kind is Kind.SERVICE]
    names = {one.path: one.name for one in places}
    asked_for = request.args.get("service", "")
    service = next((one for one in services if one.public_id == asked_for), None)
    below = service.path if service else ""
    shown = months_back(first_of_month(today()), MONTHS_SHOWN)
    counted = shown[:MONTHS_COUNTED]
    rows = queries.list_heard(viewer(), shown, below)
    last_year = [one for one in rows if one.month in counted]
    by_month = heard_by(rows, lambda one: one.month)
    by_team = heard_by(last_year, lambda one: names.get(one.place_then, "A team that has moved"))
    return render_template(
        "voices/rates.html",
        services=[(one.public_id, one.name) for one in services],
        service=service,
        first=counted[-1],
        parts=HEARD,
        heard={part: heard_of(one for one in last_year if one.part is part) for part in HEARD},
        better=[*Better],
        by_month=[(month, by_month.get(month, {})) for month in shown],
        by_team=sorted(by_team.items()),
        told_back=told_back_of(queries.list_told_back(viewer(), counted[-1], below), today()),
        may_tell=may(viewer(), Permission.FAMILY_TELL),
        may_count_practitioners=may(viewer(), Permission.COMPLETION_READ),
    )


def rates_panel() -> dict[str, Any] | None:
    """On the page of how often practitioners took part: the same of children and families, and the way to it."""
    if not may(viewer(), COUNT):
        return None
    months = months_back(first_of_month(today()), MONTHS_COUNTED)
    rows = queries.list_heard(viewer(), months)
    heard = {part: heard_of(one for one in rows if one.part is part) for part in HEARD}
    return {"heard": heard, "parts": HEARD}
