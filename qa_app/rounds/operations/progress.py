"""Note how far each audit has come, and let open ones follow their child."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select

from qa_app.access.rules import Viewer
from qa_app.children.operations import open_work
from qa_app.children.operations.open_work import FollowingWork, Move
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import OPEN, State, may_move
from qa_app.trail.operations import record


def mark_started(allocation: Allocation, at: datetime) -> None:
    _move(allocation, State.STARTED)
    allocation.started_at = at


def mark_done(allocation: Allocation, at: datetime) -> None:
    _move(allocation, State.DONE)
    # “Done” is when it was first handed in, however often it comes back.
    allocation.done_at = allocation.done_at or at


def mark_back(allocation: Allocation) -> None:
    """Its auditor is asked for more, so that it is read again; when it was first done stays."""
    if allocation.state is not State.DONE:
        raise DomainError(f"This audit is {allocation.state.lower()}, so it cannot go back")
    allocation.state = State.STARTED


def _move(allocation: Allocation, to: State) -> None:
    if not may_move(allocation.state, to):
        raise DomainError(
            f"This audit is {allocation.state.lower()}, so it cannot become {to.lower()}"
        )
    allocation.state = to


def follow(moves: Sequence[Move], by: Viewer | None, at: datetime) -> None:
    """What is still to be read moves with the child, so that the manager there now sees it; figures stay."""
    now_at = {move.before.child_id: move.after.place for move in moves if move.after}
    following = select(Allocation).where(
        Allocation.child_id.in_(now_at), Allocation.state.in_(OPEN)
    )
    for allocation in db.session.scalars(following):
        place = now_at[allocation.child_id]  # type: ignore[index]
        if place.id != allocation.place_id:
            allocation.place = place
            record(
                "audit:moved-with-child", by, allocation, council_id=allocation.council_id, at=at
            )


def count_open_for(child_ids: Collection[int]) -> int:
    counted = select(func.count()).where(
        Allocation.child_id.in_(child_ids), Allocation.state.in_(OPEN)
    )
    return db.session.scalar(counted) or 0


open_work.register(FollowingWork("open audit", "open audits", count_open_for, follow))
