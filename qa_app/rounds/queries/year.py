"""The year planner: what each programme holds when, and the hours that it makes.

Numbers are those of the viewer: of audits that are given out those that they may see; of what is to come,
and of hours, what the people of the places make and have where they may see audits.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer, places_where
from qa_app.audit_templates.models import TemplateVersion
from qa_app.children.models import Child, ChildOnList
from qa_app.children.queries.lists import list_in_force
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.settings import setting
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.queries.allocations import not_hidden_from, visible_to
from qa_app.rounds.queries.auditors import Workforce, workforce_of
from qa_app.rounds.queries.planner import list_programmes, list_rounds_of
from qa_app.rounds.rules import State
from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.planner import Hours, hours_asked, hours_there, part_of
from qa_app.rounds.rules.plans import HowMany, Kind, Plan, due_day, is_held_in, opening_day
from qa_app.rounds.rules.requesting import takes_by_name
from qa_app.rounds.rules.settings import HOURS
from qa_app.rounds.rules.shares import wanted


@dataclass(frozen=True)
class Cell:
    """One programme in one month: the round that is there, or how many audits it will ask for.

    `theirs` is how many of them the people read whose hours the foot of the planner counts.
    """

    month: date
    round: Round | None = None
    number: int = 0
    theirs: int = 0
    is_planned: bool = False


@dataclass(frozen=True)
class Year:
    """A line for each programme, a column for each month, and the hours at its foot."""

    months: list[date]
    lines: list[tuple[Programme, list[Cell]]]
    hours: list[Hours]
    is_whole: bool


@dataclass(frozen=True)
class _Scope:
    """Everybody who may audit, and of them those of the viewer’s places."""

    everybody: Workforce
    theirs: Workforce
    is_whole: bool
    open_records: int


def year_of(viewer: Viewer, months: list[date]) -> Year:
    scope = _scope_of(viewer, months)
    rounds = list_rounds_of(viewer, months)
    there = {(one.programme_id, one.month): one for one in rounds}
    seen = _seen_in(rounds, viewer)
    read = seen if scope.is_whole else _read_in(rounds, [*scope.theirs.members], viewer)
    lines = []
    for programme in list_programmes(viewer):
        cells = [
            _cell(programme, there.get((programme.id, month)), month, seen, read, scope)
            for month in months
        ]
        if programme.ended_at is None or any(cell.round for cell in cells):
            lines.append((programme, cells))
    return Year(months, lines, _hours(lines, months, scope.theirs, viewer), scope.is_whole)


def _scope_of(viewer: Viewer, months: list[date]) -> _Scope:
    last_day = months_on(months[-1], 1) - timedelta(days=1)
    everybody = workforce_of(viewer.council_id, months[0], last_day)
    paths = tuple(places_where(viewer, Permission.ROUND_READ))
    is_whole = viewer.council_path in paths
    theirs = everybody if is_whole else everybody.within(paths)
    return _Scope(everybody, theirs, is_whole, _records_on_list(viewer))


def _seen_in(rounds: Collection[Round], viewer: Viewer) -> Mapping[int, int]:
    """How many audits of each round the viewer may see; withdrawn ones are left out."""
    seen = (
        visible_to(viewer, Permission.ROUND_READ)
        .where(
            Allocation.round_id.in_([one.id for one in rounds]),
            Allocation.state != State.WITHDRAWN,
        )
        .subquery()
    )
    rows = db.session.execute(select(seen.c.round_id, func.count()).group_by(seen.c.round_id))
    return {round_id: number for round_id, number in rows}


def _read_in(
    rounds: Collection[Round], people: Collection[int], viewer: Viewer
) -> Mapping[int, int]:
    """How many audits of each round these people were given."""
    rows = db.session.execute(
        select(Allocation.round_id, func.count())
        .join(Allocation.place)
        .where(
            Allocation.round_id.in_([one.id for one in rounds]),
            Allocation.auditor_id.in_(people),
            Allocation.state != State.WITHDRAWN,
            not_hidden_from(viewer),
        )
        .group_by(Allocation.round_id)
    )
    return {round_id: number for round_id, number in rows}


def _cell(
    programme: Programme,
    found: Round | None,
    month: date,
    seen: Mapping[int, int],
    read: Mapping[int, int],
    scope: _Scope,
) -> Cell:
    if found and found.opened_at:
        return Cell(month, found, seen.get(found.id, 0), read.get(found.id, 0))
    planned = programme.ended_at is None and is_held_in(programme.plan, month)
    number = number_of(programme.plan, month, scope) if planned else 0
    return Cell(month, found, number, number, planned)


def number_of(plan: Plan, month: date, scope: _Scope) -> int:
    """How many audits it will ask of the people in scope."""
    if takes_by_name(plan) or plan.kind is Kind.SURGERY:
        return 0  # as many as somebody asks for, which nobody knows before
    last_day = due_day(plan, month)
    days = (min(opening_day(plan, month), last_day), last_day)
    if plan.how_many is HowMany.EACH:
        return wanted(scope.theirs.panel(plan.auditors, *days).times, plan.number)
    number = plan.number if plan.how_many is HowMany.TOTAL else scope.open_records
    if scope.is_whole:
        return number
    theirs, everybody = (
        one.panel(plan.auditors, *days).times for one in (scope.theirs, scope.everybody)
    )
    return part_of(number, theirs, everybody)


def _hours(
    lines: list[tuple[Programme, list[Cell]]],
    months: list[date],
    workforce: Workforce,
    viewer: Viewer,
) -> list[Hours]:
    minutes, hours_each = minutes_by_template(viewer.council_id), setting(viewer.council_id, HOURS)
    hours = []
    for at, month in enumerate(months):
        asked = sum(
            hours_asked(cells[at].theirs, minutes.get(programme.template_code, 60))
            for programme, cells in lines
        )
        people = workforce.everybody(month, months_on(month, 1) - timedelta(days=1))
        hours.append(Hours(asked, hours_there(people, hours_each)))
    return hours


def minutes_by_template(council_id: int) -> dict[str, int]:
    """How long each template takes, by its newest version."""
    rows = db.session.execute(
        select(TemplateVersion.code, TemplateVersion.minutes)
        .where(TemplateVersion.council_id == council_id)
        .order_by(TemplateVersion.number)
    )
    return {code: minutes for code, minutes in rows}


def _records_on_list(viewer: Viewer) -> int:
    """Open ones, without the restricted that the viewer is not cleared for."""
    newest = list_in_force(viewer.council_id)
    if newest is None:
        return 0
    cleared = where_permitted(Place.path, viewer, Permission.CHILD_RESTRICTED)
    counted = (
        select(func.count())
        .select_from(ChildOnList)
        .join(ChildOnList.child)
        .join(ChildOnList.place)
        .where(
            ChildOnList.case_list_id == newest.id,
            ChildOnList.is_open,
            or_(Child.restricted.is_(False), cleared),
        )
    )
    return db.session.scalar(counted) or 0
