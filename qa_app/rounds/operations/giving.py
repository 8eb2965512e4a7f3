"""Give somebody a record to read, let another read it instead, and take that back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.children.models import Child
from qa_app.children.operations.undoing import mark_used
from qa_app.children.queries.lists import list_in_force
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Person, Place
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.operations.changes import note, still_open
from qa_app.rounds.queries import last_given
from qa_app.rounds.queries.requesting import bars_of_all
from qa_app.rounds.rules.changes import Act
from qa_app.rounds.rules.independence import Bar
from qa_app.rounds.rules.requesting import NEVER_GONE_AGAINST, may_go_against
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


def give(
    allocation: Allocation,
    to: Person,
    by: Viewer,
    at: datetime,
    why: str = "",
    against: str = "",
) -> None:
    """Let somebody else read the record; what was begun goes on as it stands.

    `against` is why they read it although a rule says otherwise; no reason lets in whoever is not cleared.
    """
    still_open(allocation)
    if to.id == allocation.auditor_id:
        raise DomainError("They have this audit already. Choose somebody else")
    bar = _barred(allocation, to, by, at, against)
    _hand(allocation, to, by, at, why, bar, against)
    if bar:
        record("audit:rule-gone-against", by, allocation, at=at, rule=bar.name)


def _barred(
    allocation: Allocation, to: Person, by: Viewer, at: datetime, against: str
) -> Bar | None:
    bars = bars_of_all(allocation, by, london_day(at))
    if to.id not in bars:
        raise DomainError(Reason("They may not audit in these days. Choose somebody else", "to"))
    bar = bars[to.id]
    if bar and not may_go_against(bar, against):
        instead = "" if bar in NEVER_GONE_AGAINST else ", or enter why they read it all the same"
        raise DomainError(Reason(f"This person {bar.value}. Choose somebody else{instead}", "to"))
    return bar


def _hand(
    allocation: Allocation,
    to: Person,
    by: Viewer,
    at: datetime,
    why: str,
    bar: Bar | None = None,
    against: str = "",
) -> None:
    kept = {
        "auditor_after_id": to.id,
        "against": bar,
        "against_why": against if bar else "",
    }
    note(allocation, Act.GIVEN, why, by, at, kept, before=allocation.auditor_id, after=to.id)
    allocation.auditor = to
    # Why the one before was chosen is not why this one is.
    allocation.weighed = None
    db.session.flush()
    db.session.expire(allocation, ["auditor_here"])


def give_all(
    allocations: Sequence[Allocation], to: Person, by: Viewer, at: datetime, against: str = ""
) -> None:
    """At one moment, so that they can be taken back together."""
    for allocation in allocations:
        give(allocation, to, by, at, against=against)


def take_back(person: Person, by: Viewer, at: datetime) -> int:
    """Undo what was given away last, as far as nobody has begun on it; returns how many came back."""
    given = last_given(person, by, at)
    if given is None:
        raise DomainError("There is nothing to take back: it was begun or given on since")
    for allocation in given.allocations:
        _hand(allocation, person, by, at, "")
    return len(given.allocations)
