"""Give somebody a record to read, let another read it instead, and take that back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.children.models import Child
from qa_app.children.operations.undoing import mark_used
from qa_app.children.queries.lists import list_in_force
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person, Place
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.operations.changes import note, still_open
from qa_app.rounds.queries import last_given
from qa_app.rounds.rules.changes import Act
from qa_app.trail.operations import record
from qa_app.uploads.rules.identifiers import key_of


def allocate(
    round_: Round, reference: str, place: Place, auditor: Person, by: Viewer | None, at: datetime
) -> Allocation:
    child = child_of(reference, round_.council_id)
    if child and (newest := list_in_force(round_.council_id)):
        mark_used(newest, "an audit", at)
    allocation = Allocation(
        council_id=round_.council_id,
        round=round_,
        child=child,
        reference=reference,
        place=place,
        place_then=place.path,
        auditor=auditor,
        due_on=round_.due_on,
    )
    db.session.add(allocation)
    db.session.flush()
    record("audit:allocated", by, allocation, council_id=round_.council_id, at=at)
    return allocation


def child_of(reference: str, council_id: int) -> Child | None:
    """The child whom this reference names, however its noughts are written; a merged one is the one it became."""
    named = select(Child).where(
        Child.council_id == council_id, Child.reference_key == key_of(reference)
    )
    child = db.session.scalars(named).one_or_none()
    if child is None or child.merged_into_id is None:
        return child
    return db.session.get(Child, child.merged_into_id)


def give(allocation: Allocation, to: Person, by: Viewer, at: datetime, why: str = "") -> None:
    """Let somebody else read the record; what was begun goes on as it stands."""
    still_open(allocation)
    if to.id == allocation.auditor_id:
        raise DomainError("They have this audit already. Choose somebody else")
    note(allocation, Act.GIVEN, why, by, at, before=allocation.auditor_id, after=to.id)
    allocation.auditor = to


def give_all(
    allocations: Sequence[Allocation], to: Person, by: Viewer, at: datetime, why: str = ""
) -> None:
    """At one moment, so that they can be taken back together."""
    for allocation in allocations:
        give(allocation, to, by, at, why)


def take_back(person: Person, by: Viewer, at: datetime) -> int:
    """Undo what was given away last, as far as nobody has begun on it; returns how many came back."""
    given = last_given(person, by, at)
    if given is None:
        raise DomainError("There is nothing to take back: it was begun or given on since")
    give_all(given.allocations, person, by, at)
    return len(given.allocations)
