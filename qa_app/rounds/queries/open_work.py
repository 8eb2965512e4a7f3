"""Work that somebody may give to another."""

from collections.abc import Collection, Mapping
from datetime import date

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
from qa_app.rounds.rules import OPEN


def list_open_of(person: Person, viewer: Viewer) -> list[Allocation]:
    """What somebody still has to read, as far as the viewer may give it to another."""
    still_open = (
        visible_to(viewer, Permission.ROUND_WRITE)
        .where(Allocation.auditor_id == person.id, Allocation.state.in_(OPEN))
        .options(joinedload(Allocation.round).joinedload(Round.programme))
        .order_by(Allocation.due_on, Allocation.id)
    )
    return list(db.session.scalars(still_open))


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
