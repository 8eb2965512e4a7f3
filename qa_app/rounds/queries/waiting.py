"""What waits for whoever runs the programme: rounds to open, and records that somebody cannot read."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import GRANTS, Permission, Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Place
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.rounds.models import Allocation, AllocationChange, Programme, Round
from qa_app.rounds.queries.allocations import visible_to
from qa_app.rounds.queries.changes import is_declined, latest_of
from qa_app.rounds.queries.ending import unfinished_in
from qa_app.rounds.queries.planner import not_confidential_to, programmes_visible_to
from qa_app.rounds.rules import OPEN, State, first_of_month
from qa_app.rounds.rules.changes import Act
from qa_app.rounds.rules.chasing import CHASED_FOR
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


@dataclass(frozen=True)
class ToClose:
    """A round that nothing moves any more; how many audits the viewer sees unfinished in it."""

    round: Round
    left: int


def rounds_to_close(viewer: Viewer, today: date) -> list[ToClose]:
    """Past their day, with nothing left of which anybody is reminded; the oldest first."""
    moving = select(Allocation.id).where(
        Allocation.round_id == Round.id,
        or_(
            Allocation.state == State.PAUSED,
            and_(Allocation.state.in_(OPEN), Allocation.due_on >= today - CHASED_FOR),
        ),
    )
    wanted = (
        select(Round)
        .join(Place, Round.council_id == Place.id)
        .join(Round.programme)
        .options(joinedload(Round.programme))
        .where(
            where_permitted(Place.path, viewer, Permission.ROUND_WRITE),
            not_confidential_to(viewer, Permission.OWN_WORK_RUN),
            Round.opened_at.is_not(None),
            Round.closed_at.is_(None),
            Round.due_on < today,
            ~moving.exists(),
        )
        .order_by(Round.month, Round.id)
    )
    rounds = list(db.session.scalars(wanted))
    left = unfinished_in(rounds, viewer)
    return [ToClose(one, left.get(one.id, 0)) for one in rounds]


def list_declined(viewer: Viewer) -> list[tuple[Allocation, AllocationChange]]:
    """Audits whose auditor said that they cannot read the record, until somebody else has it."""
    wanted = (
        visible_to(viewer, Permission.ROUND_WRITE)
        .where(is_declined())
        .options(joinedload(Allocation.auditor_here))
        .order_by(Allocation.id)
        .limit(MOST_SHOWN)
    )
    found = list(db.session.scalars(wanted))
    said = latest_of(found, [Act.DECLINED])
    return sorted(((one, said[one.id]) for one in found), key=lambda pair: (pair[1].at, pair[1].id))


def who_gives_on(allocation: Allocation, on: date) -> list[str]:
    """The names of those who run rounds where it is, and may see the record."""
    runs = [one for one, grants in GRANTS.items() if Permission.ROUND_WRITE in grants]
    if allocation.child and allocation.child.restricted:
        runs = [one for one in runs if Permission.CHILD_RESTRICTED in GRANTS[one]]
    if allocation.practitioner_id:
        runs = [one for one in runs if Permission.OWN_WORK_RUN in GRANTS[one]]
    rows = db.session.execute(
        select(Membership.name, Place.path)
        .join(
            Appointment,
            and_(
                Appointment.person_id == Membership.person_id,
                Appointment.council_id == Membership.council_id,
            ),
        )
        .join(Place, Place.id == Appointment.place_id)
        .where(
            Membership.council_id == allocation.council_id,
            works_here(on),
            in_force(on),
            Appointment.role.in_(runs),
        )
    )
    there = {name for name, path in rows if allocation.place.path.startswith(path)}
    return sorted(there, key=str.casefold)
