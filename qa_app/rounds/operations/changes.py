"""What happens to an audit after it was given out; each leaves who granted it and why."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from qa_app.access.rules import Permission, Viewer, may
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.outbox.operations import keep_back
from qa_app.rounds.models import Allocation, AllocationChange, Round
from qa_app.rounds.queries.changes import (
    decline_of,
    is_line_manager_of,
    is_paused_with_round,
    put_off_so_far,
    state_before_pause,
)
from qa_app.rounds.rules import OPEN, State, may_move
from qa_app.rounds.rules.changes import (
    STATE_AFTER,
    Act,
    Decline,
    why_not_due_again,
    why_not_put_off,
)
from qa_app.rounds.rules.taking_back import letters_about
from qa_app.trail.operations import record

EVENTS = {
    Act.GIVEN: "audit:given",
    Act.ASKED_FOR: "audit:asked-for",
    Act.DECLINED: "audit:declined",
    Act.REPLACED: "audit:replaced",
    Act.TOOK_PLACE: "audit:took-place",
    Act.PUT_OFF: "audit:put-off",
    Act.PAUSED: "audit:paused",
    Act.GONE_ON: "audit:gone-on",
    Act.EXEMPTED: "audit:exempted",
    Act.DUE_AGAIN: "audit:due-again",
    Act.WITHDRAWN: "audit:withdrawn",
    Act.SHUT: "audit:shut",
    Act.OPENED_AGAIN: "audit:opened-again",
    Act.REFILLED: "audit:refilled",
}
SHUT = "This audit is shut because of a wrong child. Wait until it is decided what becomes of it"


def put_off(allocation: Allocation, to: date, why: str, by: Viewer | None, at: datetime) -> None:
    """A later day. A line manager gives a week in all, whoever runs the programme thirteen."""
    still_open(allocation)
    trouble = why_not_put_off(
        allocation.due_on,
        to,
        runs_the_programme=by is None or may(by, Permission.ROUND_WRITE),
        is_line_manager=by is not None and is_line_manager_of(by, allocation.auditor_id),
        already=put_off_so_far(allocation),
        today=london_day(at),
    )
    if trouble:
        raise DomainError(trouble)
    note(allocation, Act.PUT_OFF, why, by, at)
    allocation.due_on, allocation.due_at = to, None


def decline(allocation: Allocation, reason: Decline, saying: str, by: Viewer, at: datetime) -> None:
    """The auditor says that they cannot read it; it stays theirs until somebody gives it on."""
    if allocation.auditor_id != by.person_id:
        raise DomainError("Only the auditor can say that they cannot read a record")
    if allocation.state is not State.TO_DO:
        raise DomainError("You have begun this audit. Ask the QA lead to give it to somebody else")
    if decline_of(allocation):
        raise DomainError("You have said already that you cannot read this record")
    why = f"{reason.value}. {saying}".strip()
    note(allocation, Act.DECLINED, why, by, at)


def pause(
    allocations: Sequence[Allocation],
    why: str,
    until: date | None,
    by: Viewer | None,
    at: datetime,
    with_round: bool = False,
) -> None:
    """Not due as long as it lasts; the figures count it apart."""
    if until is not None and until < london_day(at):
        raise DomainError("Enter today or a later day, or leave it empty")
    for allocation in allocations:
        note(allocation, Act.PAUSED, why, by, at, kept={"until": until, "with_round": with_round})


def pause_round(
    round_: Round, why: str, until: date | None, by: Viewer | None, at: datetime
) -> None:
    """Everything in it that is open, also what whoever pauses it may not see."""
    wanted = select(Allocation).where(Allocation.round_id == round_.id, Allocation.state.in_(OPEN))
    pause(
        [*db.session.scalars(wanted.order_by(Allocation.id))], why, until, by, at, with_round=True
    )


def go_on_with_round(round_: Round, due_on: date, by: Viewer | None, at: datetime) -> None:
    """What was paused with the round; what was paused by itself, or is due later, stays as it is."""
    wanted = select(Allocation).where(
        Allocation.round_id == round_.id, is_paused_with_round(), Allocation.shut_at.is_(None)
    )
    together = list(db.session.scalars(wanted.order_by(Allocation.id)))
    if not together:
        raise DomainError(
            "Nothing is paused with the round. What was paused by itself goes on from its own page"
        )
    go_on(together, due_on, by, at, or_later=True)


def go_on(
    allocations: Sequence[Allocation],
    due_on: date,
    by: Viewer | None,
    at: datetime,
    or_later: bool = False,
) -> None:
    """After a pause, with a new day; `or_later` leaves a later one as it was."""
    if trouble := why_not_due_again(due_on, london_day(at)):
        raise DomainError(trouble)
    for allocation in allocations:
        if allocation.state is not State.PAUSED:
            raise DomainError(f"The audit of {allocation.called} is not paused")
        back_to = state_before_pause(allocation)
        note(allocation, Act.GONE_ON, "", by, at)
        allocation.state = back_to
        if not or_later or allocation.due_on < due_on:
            allocation.due_on, allocation.due_at = due_on, None


def exempt(allocation: Allocation, why: str, by: Viewer | None, at: datetime) -> None:
    """It is not due any more; it stays in “all given”, beside the reason."""
    note(allocation, Act.EXEMPTED, why, by, at)


def take_back_exemption(allocation: Allocation, by: Viewer, at: datetime) -> None:
    """Undo it: it is due as it was."""
    if allocation.state is not State.EXEMPT:
        raise DomainError("This audit is not exempt")
    back_to = State.STARTED if allocation.started_at else State.TO_DO
    note(allocation, Act.DUE_AGAIN, "", by, at)
    allocation.state = back_to


def withdraw(allocation: Allocation, why: str, by: Viewer | None, at: datetime) -> None:
    """It was given out by mistake: no figure counts it. What was written in it is kept.

    Nobody is written to about it any more: an invitation that has not left stays here.
    """
    note(allocation, Act.WITHDRAWN, why, by, at)
    keep_back(letters_about(allocation.public_id))


def still_open(allocation: Allocation) -> None:
    if allocation.state not in OPEN:
        raise DomainError(f"The audit of {allocation.called} is {allocation.state.lower()}")


def note(
    allocation: Allocation,
    act: Act,
    why: str,
    by: Viewer | None,
    at: datetime,
    kept: Mapping[str, Any] | None = None,
    **facts: Any,
) -> None:
    """The change with what else it keeps, the state that follows from it and the event, all in one."""
    if allocation.shut_at:
        raise DomainError(SHUT)
    to = STATE_AFTER.get(act)
    if to and not may_move(allocation.state, to):
        raise DomainError(
            f"This audit is {allocation.state.lower()}, so it cannot become {to.lower()}"
        )
    db.session.add(
        AllocationChange(
            council_id=allocation.council_id,
            allocation=allocation,
            act=act,
            why=why,
            at=at,
            by_id=by.person_id if by else None,
            **{
                "auditor_before_id": allocation.auditor_id,
                "due_before": allocation.due_on,
                "state_before": allocation.state,
                **(kept or {}),
            },
        )
    )
    if to:
        allocation.state = to
    db.session.flush()
    record(EVENTS[act], by, allocation, council_id=allocation.council_id, at=at, **facts)
