"""Programmes and their rounds over a year."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Reach, Viewer, reaches
from qa_app.audit_templates.models import TemplateVersion
from qa_app.children.models import ChildOnList
from qa_app.children.queries.lists import list_in_force
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.settings import setting
from qa_app.rounds.models import Allocation, Programme, Round, RoundReader
from qa_app.rounds.queries.allocations import named_for
from qa_app.rounds.queries.auditors import Workforce, workforce_of
from qa_app.rounds.rules import State
from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.planner import Hours, hours_asked, hours_there
from qa_app.rounds.rules.plans import HowMany, Kind, Plan, due_day, is_held_in, opening_day
from qa_app.rounds.rules.requesting import takes_by_name
from qa_app.rounds.rules.settings import HOURS
from qa_app.rounds.rules.shares import wanted


@dataclass(frozen=True)
class Cell:
    """One programme in one month: the round that is there, or how many it will ask for."""

    month: date
    round: Round | None = None
    number: int = 0
    is_planned: bool = False


def programmes_visible_to(viewer: Viewer, permission: Permission) -> Select[Programme]:
    return (
        select(Programme)
        .join(Place, Programme.council_id == Place.id)
        .where(where_permitted(Place.path, viewer, permission))
    )


def list_programmes(viewer: Viewer) -> list[Programme]:
    """Those that go on, by name; then those that have ended."""
    wanted = select(Programme).where(Programme.council_id == viewer.council_id)
    return list(
        db.session.scalars(
            wanted.order_by(Programme.ended_at.is_not(None), func.lower(Programme.name))
        )
    )


def find_programme(public_id: str, viewer: Viewer) -> Programme:
    return db.session.scalars(
        programmes_visible_to(viewer, Permission.ROUND_WRITE).where(
            Programme.public_id == public_id
        )
    ).one()


def rounds_visible_to(viewer: Viewer) -> Select[Round]:
    """Whoever sees audits somewhere in the council sees its rounds; an inspector those named for them."""
    wanted = select(Round).where(Round.council_id == viewer.council_id)
    if Reach.PLACE in reaches(viewer, Permission.ROUND_READ):
        return wanted
    return wanted.where(Round.id.in_(select(RoundReader.round_id).where(named_for(viewer))))


def find_round(public_id: str, viewer: Viewer) -> Round:
    wanted = rounds_visible_to(viewer).where(Round.public_id == public_id)
    return db.session.scalars(
        wanted.options(joinedload(Round.programme), joinedload(Round.template_version))
    ).one()


def find_round_to_run(public_id: str, viewer: Viewer) -> Round:
    """For whoever plans and draws for the whole council."""
    wanted = (
        select(Round)
        .join(Place, Round.council_id == Place.id)
        .options(joinedload(Round.programme), joinedload(Round.template_version))
        .where(
            Round.public_id == public_id,
            where_permitted(Place.path, viewer, Permission.ROUND_WRITE),
        )
    )
    return db.session.scalars(wanted).one()


def list_rounds_of(viewer: Viewer, months: Collection[date]) -> list[Round]:
    wanted = rounds_visible_to(viewer).where(Round.month.in_(months))
    return list(
        db.session.scalars(
            wanted.options(joinedload(Round.programme)).order_by(Round.month, Round.id)
        )
    )


def given_in(rounds: Collection[Round]) -> Mapping[int, int]:
    """How many audits were given out in each round; withdrawn ones are left out."""
    rows = db.session.execute(
        select(Allocation.round_id, func.count())
        .where(
            Allocation.round_id.in_([one.id for one in rounds]),
            Allocation.state != State.WITHDRAWN,
        )
        .group_by(Allocation.round_id)
    )
    return {round_id: number for round_id, number in rows}


@dataclass(frozen=True)
class Year:
    """The planner: a line for each programme, a column for each month, and the hours at its foot."""

    months: list[date]
    lines: list[tuple[Programme, list[Cell]]]
    hours: list[Hours]


def year_of(viewer: Viewer, months: list[date]) -> Year:
    programmes = list_programmes(viewer)
    rounds = list_rounds_of(viewer, months)
    given = given_in(rounds)
    there = {(one.programme_id, one.month): one for one in rounds}
    last_day = months_on(months[-1], 1) - timedelta(days=1)
    workforce = workforce_of(viewer.council_id, months[0], last_day)
    open_records = _records_on_list(viewer.council_id)
    hours_each = setting(viewer.council_id, HOURS)
    lines = []
    for programme in programmes:
        plan = programme.plan
        cells = [
            _cell(
                programme,
                plan,
                there.get((programme.id, month)),
                month,
                given,
                workforce,
                open_records,
            )
            for month in months
        ]
        if programme.ended_at is None or any(cell.round for cell in cells):
            lines.append((programme, cells))
    return Year(
        months, lines, _hours(lines, months, workforce, _minutes(viewer.council_id), hours_each)
    )


def _cell(
    programme: Programme,
    plan: Plan,
    found: Round | None,
    month: date,
    given: Mapping[int, int],
    workforce: Workforce,
    open_records: int,
) -> Cell:
    if found and found.opened_at:
        return Cell(month, found, given.get(found.id, 0))
    planned = programme.ended_at is None and is_held_in(plan, month)
    number = number_of(plan, month, workforce, open_records) if planned else 0
    return Cell(month, found, number, planned)


def number_of(plan: Plan, month: date, workforce: Workforce, open_records: int) -> int:
    if takes_by_name(plan) or plan.kind is Kind.SURGERY:
        return 0  # as many as somebody asks for, which nobody knows before
    if plan.how_many is HowMany.ALL:
        return open_records
    if plan.how_many is HowMany.TOTAL:
        return plan.number
    last_day = due_day(plan, month)
    panel = workforce.panel(plan.auditors, min(opening_day(plan, month), last_day), last_day)
    return wanted(panel.times, plan.number)


def _hours(
    lines: list[tuple[Programme, list[Cell]]],
    months: list[date],
    workforce: Workforce,
    minutes: Mapping[str, int],
    hours_each: float,
) -> list[Hours]:
    hours = []
    for at, month in enumerate(months):
        asked = sum(
            hours_asked(cells[at].number, minutes.get(programme.template_code, 60))
            for programme, cells in lines
        )
        everybody = workforce.everybody(month, months_on(month, 1) - timedelta(days=1))
        hours.append(Hours(asked, hours_there(everybody, hours_each)))
    return hours


def _minutes(council_id: int) -> dict[str, int]:
    """How long each template takes, by its newest version."""
    rows = db.session.execute(
        select(TemplateVersion.code, TemplateVersion.minutes)
        .where(TemplateVersion.council_id == council_id)
        .order_by(TemplateVersion.number)
    )
    return {code: minutes for code, minutes in rows}


def _records_on_list(council_id: int) -> int:
    newest = list_in_force(council_id)
    if newest is None:
        return 0
    counted = select(func.count()).where(ChildOnList.case_list_id == newest.id, ChildOnList.is_open)
    return db.session.scalar(counted) or 0
