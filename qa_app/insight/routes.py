"""Pages that look back."""

from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, may
from qa_app.audits.queries import ids_of_readable
from qa_app.foundation.clock import today
from qa_app.insight import queries
from qa_app.insight.rules import (
    ALL_MONTHS,
    LATE,
    LISTED,
    MONTHS_SHOWN,
    month_asked,
    months_offered,
    written,
)
from qa_app.rounds import queries as rounds
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries import Sought
from qa_app.rounds.rules import State, first_of_month, is_late, months_back
from qa_app.trail.operations import look
from qa_app.web.csv_files import csv_file
from qa_app.web.sheets import sheet_of

insight = Blueprint("insight", __name__, url_prefix="/insight")

HEADERS = ("Reference", "Team", "Auditor", "Due", "State", "Late")


@insight.get("/completion")
@requires(Permission.COMPLETION_READ)
def completion() -> ResponseReturnValue:
    months = _months()
    by_month = queries.completion_by_month(months, viewer())
    month = month_asked(request.args.get("month", ""), months)
    return render_template(
        "insight/completion.html",
        month=month,
        months=months_offered(months, "")[: len(months)],
        completion=dict(by_month)[month],
        by_month=by_month,
        by_team=queries.completion_by_team(month, viewer()),
        written=written,
        may_list=may(viewer(), Permission.ROUND_READ),
        may_download=may(viewer(), Permission.REPORT_READ),
        may_name=may(viewer(), Permission.ROUND_NAME),
    )


@insight.get("/completion/records")
@requires(Permission.ROUND_READ)
def records() -> ResponseReturnValue:
    """The records behind the figure."""
    asked, state = _sought(), _state_asked()
    teams = queries.teams_in(asked.month, viewer())
    sheet = sheet_of(rounds.count(rounds.in_month(viewer(), asked)))
    rows = rounds.list_in_month(viewer(), asked, sheet.on_a_page, sheet.offset)
    look("audits:listed", viewer(), ids=rounds.children_in(rows))
    return render_template(
        "insight/records.html",
        asked=asked,
        sheet=sheet,
        rows=[(one, is_late(one.state, one.due_on, today())) for one in rows],
        readable=ids_of_readable(viewer(), rows),
        month=written(asked.month) if asked.month else ALL_MONTHS[0],
        months=months_offered(_months(), state),
        states=[LATE, *((state.name, state.value) for state in State)],
        state=state,
        listed=LISTED[state],
        teams=teams,
        team=dict(teams).get(asked.place_then, ""),
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
    return csv_file(f"audits-{of}", HEADERS, [_as_row(one) for one in rows])


def _months() -> list[date]:
    """The last two years; for whoever reads named rounds alone, the months of these."""
    if may(viewer(), Permission.COMPLETION_READ):
        return months_back(first_of_month(today()), MONTHS_SHOWN)
    return list(dict.fromkeys(one.month for one in rounds.list_named_for(viewer())))


def _month_sought() -> date | None:
    typed, months = request.args.get("month", ""), _months()
    return None if typed == ALL_MONTHS[0] or not months else month_asked(typed, months)


def _state_asked() -> str:
    state = request.args.get("state", "")
    return state if state == LATE[0] or state in State.__members__ else ""


def _sought() -> Sought:
    """The filters in the address; what makes no sense there filters nothing."""
    state = _state_asked()
    return Sought(
        month=_month_sought(),
        state=State[state] if state in State.__members__ else None,
        late_on=today() if state == LATE[0] else None,
        place_then=request.args.get("team", "")[:400],
    )


def _as_row(one: Allocation) -> tuple[object, ...]:
    late = "Yes" if is_late(one.state, one.due_on, today()) else "No"
    return (one.reference, one.place.name, one.auditor_name, one.due_on, one.state.value, late)
