"""Put the next record in turn in the place of one that cannot be read."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.rounds.models import Allocation, DrawnRecord
from qa_app.rounds.operations.changes import note, still_open
from qa_app.rounds.operations.opening import allocation_of
from qa_app.rounds.queries.changes import put_off_so_far
from qa_app.rounds.queries.pools import paths_of
from qa_app.rounds.queries.reserves import next_in_turn
from qa_app.rounds.rules.changes import Act
from qa_app.trail.operations import record


def replace(allocation: Allocation, why: str, by: Viewer, at: datetime) -> Allocation:
    """The same auditor reads the next record that they may read; the first is withdrawn, with the reason."""
    still_open(allocation)
    reserve = next_in_turn(allocation)
    if reserve is None:
        raise DomainError(
            "No record is next in turn that this auditor may read. Give it to somebody else, "
            "or leave it out"
        )
    new = _in_its_place(allocation, reserve)
    note(allocation, Act.REPLACED, why, by, at, kept={"other_id": new.id}, other=new.public_id)
    record("audit:allocated", by, new, at=at)
    already = put_off_so_far(allocation)
    # The day on which the first was due at first, where it was put off: the new one takes that over.
    first_due = allocation.due_on - already if already else None
    kept = {"other_id": allocation.id, "due_before": first_due}
    note(new, Act.TOOK_PLACE, why, by, at, kept=kept, other=allocation.public_id)
    return new


def _in_its_place(allocation: Allocation, reserve: DrawnRecord) -> Allocation:
    paths = paths_of(allocation.council_id)
    due = (allocation.due_on, allocation.due_at)
    new = allocation_of(allocation.round, reserve, allocation.auditor_id, paths, None, due)
    db.session.add(new)
    db.session.flush()
    return new
