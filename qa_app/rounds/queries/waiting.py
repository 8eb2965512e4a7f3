"""What waits for whoever runs the programme: rounds to open, and records that somebody cannot read."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, AllocationChange, Programme, Round
from qa_app.rounds.queries.allocations import visible_to
from qa_app.rounds.queries.planner import programmes_visible_to
from qa_app.rounds.rules import State, first_of_month
from qa_app.rounds.rules.changes import Act
from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.plans import is_held_in, opening_day

# How long before a round opens it is worth preparing.
AHEAD = timedelta(days=14)
MOST_SHOWN = 10


@dataclass(frozen=True)
class ToOpen:
    programme: Programme
    month: date
    opens_on: date
    round: Round | None


def rounds_to_open(viewer: Viewer, today: date) -> list[ToOpen]:
    """Of this month and the next, those that are to open soon or should have; the earliest first."""
    months = [first_of_month(today), months_on(first_of_month(today), 1)]
    programmes = db.session.scalars(
        programmes_visible_to(viewer, Permission.ROUND_WRITE).where(Programme.ended_at.is_(None))
    ).all()
    found = db.session.scalars(
        select(Round).where(Round.council_id == viewer.council_id, Round.month.in_(months))
    )
    there = {(one.programme_id, one.month): one for one in found}
    waiting = [
        ToOpen(one, month, opening_day(one.plan, month), there.get((one.id, month)))
        for one in programmes
        for month in months
        if is_held_in(one.plan, month)
    ]
    soon = [
        one
        for one in waiting
        if one.opens_on <= today + AHEAD and (one.round is None or one.round.opened_at is None)
    ]
    return sorted(soon, key=lambda one: (one.opens_on, one.programme.name))


def list_declined(viewer: Viewer) -> list[tuple[Allocation, AllocationChange]]:
    """Audits whose auditor said that they cannot read the record, until somebody else has it."""
    later = aliased(AllocationChange)
    newest = (
        select(func.max(later.id))
        .where(later.allocation_id == Allocation.id)
        .correlate(Allocation)
        .scalar_subquery()
    )
    wanted = (
        visible_to(viewer, Permission.ROUND_WRITE)
        .join(AllocationChange, AllocationChange.allocation_id == Allocation.id)
        .where(
            Allocation.state == State.TO_DO,
            AllocationChange.id == newest,
            AllocationChange.act == Act.DECLINED,
        )
        .options(joinedload(Allocation.auditor_here))
        .add_columns(AllocationChange)
        .order_by(AllocationChange.at, AllocationChange.id)
        .limit(MOST_SHOWN)
    )
    return [(one, change) for one, change in db.session.execute(wanted)]
