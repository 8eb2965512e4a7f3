"""What somebody who leaves has still to read, and who may take it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.rules import GRANTS, Duty, Permission, Role, Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Person
from qa_app.organisation.queries import hand_over
from qa_app.organisation.queries.people import appointed
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries.allocations import not_hidden_from, visible_to
from qa_app.rounds.rules import CAN_BE_TAKEN_BACK_FOR, OPEN
from qa_app.trail.models import Event


def list_open_of(person: Person, viewer: Viewer) -> list[Allocation]:
    """What somebody still has to read, as far as the viewer may give it to another."""
    still_open = (
        visible_to(viewer, Permission.ROUND_WRITE)
        .where(Allocation.auditor_id == person.id, Allocation.state.in_(OPEN))
        .options(joinedload(Allocation.round).joinedload(Round.programme))
        .order_by(Allocation.due_on, Allocation.id)
    )
    return list(db.session.scalars(still_open))


@dataclass(frozen=True)
class Given:
    """What the viewer gave away at one moment, and nobody has begun on since."""

    at: datetime
    to: str
    allocations: list[Allocation]


def last_given(person: Person, viewer: Viewer, at: datetime) -> Given | None:
    """The latest that the viewer took from somebody, while it can be taken back."""
    acts = select(Event).where(
        Event.chain == viewer.council_id,
        Event.name == "audit:given",
        Event.by_id == viewer.person_id,
        Event.at > at - CAN_BE_TAKEN_BACK_FOR,
    )
    newest_first = db.session.scalars(acts.order_by(Event.number.desc()))
    theirs = [act for act in newest_first if act.facts["before"] == person.id]
    latest = [act for act in theirs if act.at == theirs[0].at]
    if not latest:
        return None
    unbegun = or_(Allocation.started_at.is_(None), Allocation.started_at <= latest[0].at)
    still_there = (
        visible_to(viewer, Permission.ROUND_WRITE)
        .where(
            Allocation.public_id.in_([act.about_id for act in latest]),
            Allocation.auditor_id == latest[0].facts["after"],
            Allocation.state.in_(OPEN),
            unbegun,
        )
        .options(joinedload(Allocation.auditor_here))
        .order_by(Allocation.due_on, Allocation.id)
    )
    found = list(db.session.scalars(still_there))
    return Given(latest[0].at, found[0].auditor_name, found) if found else None


def list_auditors(viewer: Viewer, on: date, *, besides: Person) -> list[Membership]:
    """Whoever may be given a record to read, by name."""
    may_audit = [one for one, grants in GRANTS.items() if Permission.AUDIT_WRITE in grants]
    roles = [one for one in may_audit if isinstance(one, Role)]
    duties = [one for one in may_audit if isinstance(one, Duty)]
    holds = or_(Appointment.role.in_(roles), Appointment.duty.in_(duties))
    wanted = (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(
            Membership.council_id == viewer.council_id,
            Membership.person_id != besides.id,
            works_here(on),
            appointed(in_force(on), holds),
        )
        .order_by(func.lower(Membership.name), Membership.id)
    )
    return list(db.session.scalars(wanted))


def count_open(viewer: Viewer, person_ids: Collection[int]) -> Mapping[int, int]:
    """How many records each of these people still has to read, of those that are not hidden from the viewer."""
    counted = (
        select(Allocation.auditor_id, func.count())
        .join(Allocation.place)
        .where(
            Allocation.council_id == viewer.council_id,
            not_hidden_from(viewer),
            Allocation.auditor_id.in_(person_ids),
            Allocation.state.in_(OPEN),
        )
        .group_by(Allocation.auditor_id)
    )
    return {person_id: number for person_id, number in db.session.execute(counted)}


hand_over.register(
    hand_over.OpenWork("record to audit", "records to audit", count_open, "rounds.open_work")
)
