"""The records behind the figures."""

from datetime import date

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.audits.queries import ids_of_readable
from qa_app.foundation.clock import clock_time, now
from qa_app.insight import queries
from qa_app.insight.routes.asked import month_chosen, months_shown, months_to_choose
from qa_app.insight.routes.blueprint import insight
from qa_app.insight.rules import (
    ALL_MONTHS,
    LATE,
    LISTED,
    months_offered,
    written,
)
from qa_app.rounds import queries as rounds
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries import Sought
from qa_app.rounds.rules import State
from qa_app.trail.operations import look
from qa_app.web.csv_files import TellsOf, csv_file
from qa_app.web.sheets import sheet_of

HEADERS = ("Reference", "Team", "Auditor", "Due", "Due by", "State", "Late")


@insight.get("/completion/records")
@requires(Permission.ROUND_READ)
def records() -> ResponseReturnValue:
    asked, state = _sought(), _state_asked()
    offered = queries.list_offered(asked.month, viewer())
    sheet = sheet_of(rounds.count(rounds.in_month(viewer(), asked)))
    rows = rounds.list_in_month(viewer(), asked, sheet.on_a_page, sheet.offset)
    look("audits:listed", viewer(), ids=rounds.children_in(rows))
    return render_template(
        "insight/records.html",
        asked=asked,
        sheet=sheet,
        rows=[(one, one.is_late(now())) for one in rows],
        readable=ids_of_readable(viewer(), rows),
        month=written(asked.month) if asked.month else ALL_MONTHS[0],
        months=months_offered(months_to_choose(), state),
        states=[LATE, *((state.name, state.value) for state in State)],
        state=state,
        listed=LISTED[state],
        offered=offered,
        chosen=offered.words_for(asked),
        may_count=may(viewer(), Permission.COMPLETION_READ),
        address_of_file=f"{url_for('.download')}?{request.query_string.decode()}",
    )


@insight.get("/completion/records/download")
@requires(Permission.ROUND_READ)
def download() -> ResponseReturnValue:
    asked = _sought()
    rows = rounds.list_in_month(viewer(), asked)
    look("audits:exported", viewer(), rows=len(rows), ids=rounds.children_in(rows))
    of = written(asked.month) if asked.month else "of-all-months"
    return csv_file(f"audits-{of}", HEADERS, [_as_row(one) for one in rows], TellsOf.RECORDS)


def _month_sought() -> date | None:
    typed = request.args.get("month", "")
    if typed == ALL_MONTHS[0] or not months_shown():
        return None
    return month_chosen(typed, months_to_choose())


def _state_asked() -> str:
    state = request.args.get("state", "")
    return state if state == LATE[0] or state in State.__members__ else ""


def _sought() -> Sought:
    """The filters in the address; what makes no sense there filters nothing."""
    state = _state_asked()
    return Sought(
        month=_month_sought(),
        state=State[state] if state in State.__members__ else None,
        late_at=now() if state == LATE[0] else None,
        as_counted=True,
        place_then=request.args.get("team", "")[:400],
        of_round=request.args.get("round", "")[:40],
        of_auditor=request.args.get("auditor", "")[:40],
        of_template=request.args.get("template", "")[:80],
    )


def _as_row(one: Allocation) -> tuple[object, ...]:
    late = "Yes" if one.is_late(now()) else "No"
    hour = clock_time(one.due_at) if one.due_at else ""
    return (
        one.subject, one.place.name, one.auditor_name, one.due_on, hour, one.state.value, late
    )  # fmt: skip
