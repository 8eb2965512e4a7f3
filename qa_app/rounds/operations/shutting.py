"""What becomes of a slot whose audit may be about another child: it waits, and is filled again."""

from datetime import datetime

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.children.models import ChildOnList
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.rounds.models import Allocation
from qa_app.rounds.operations.changes import SHUT, note
from qa_app.rounds.operations.giving import allocate
from qa_app.rounds.queries.changes import state_before_shutting
from qa_app.rounds.rules import State
from qa_app.rounds.rules.changes import Act

WHY = "What was written may be about another child"
REFERENCE_WAS_WRONG = "The reference was that of another child"


def shut(allocation: Allocation, by: Viewer, at: datetime) -> None:
    """It is neither due nor done as long as nobody has decided; figures count it as paused."""
    if allocation.shut_at:
        raise DomainError(SHUT)
    note(allocation, Act.SHUT, WHY, by, at)
    if allocation.state in (State.STARTED, State.DONE):
        allocation.state = State.PAUSED
    allocation.shut_at = at


def open_again(allocation: Allocation, by: Viewer, at: datetime) -> None:
    """As it was."""
    allocation.shut_at = None
    before = state_before_shutting(allocation)
    note(allocation, Act.OPENED_AGAIN, "", by, at)
    allocation.state = before


def refill(allocation: Allocation, by: Viewer, at: datetime) -> None:
    """The same auditor begins anew, by the day on which it was due; who runs the programme can put it off."""
    allocation.shut_at = None
    note(allocation, Act.REFILLED, "", by, at)
    allocation.started_at = allocation.done_at = None
    if allocation.state is State.PAUSED:
        allocation.state = State.TO_DO


def beside(allocation: Allocation, row: ChildOnList, by: Viewer, at: datetime) -> Allocation:
    """A slot for another record: the same round, auditor and day; one that waits is taken."""
    waiting = select(Allocation).where(
        Allocation.round_id == allocation.round_id,
        Allocation.child_id == row.child_id,
        Allocation.auditor_id == allocation.auditor_id,
        Allocation.state == State.TO_DO,
    )
    if there := db.session.scalars(waiting.order_by(Allocation.id).limit(1)).one_or_none():
        return there
    reference, auditor = row.child.reference, allocation.auditor
    made = allocate(allocation.round, reference, row.place, auditor, by, at)
    made.due_on, made.due_at = allocation.due_on, allocation.due_at
    return made


def give_place_to(allocation: Allocation, new: Allocation, by: Viewer, at: datetime) -> None:
    """The reference was wrong: the right record stands in its place, and figures count one of them."""
    allocation.shut_at = None
    kept, why = {"other_id": new.id}, REFERENCE_WAS_WRONG
    note(allocation, Act.REPLACED, why, by, at, kept=kept, other=new.public_id)
    before = {"other_id": allocation.id, "due_before": None}
    note(new, Act.TOOK_PLACE, why, by, at, kept=before, other=allocation.public_id)
