"""What has happened to an audit since it was given out."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership
from qa_app.rounds.models import Allocation, AllocationChange, Round
from qa_app.rounds.rules import State
from qa_app.rounds.rules.changes import CHOSEN, Act


def list_changes(allocation: Allocation) -> list[AllocationChange]:
    """The latest first."""
    wanted = (
        select(AllocationChange)
        .where(AllocationChange.allocation_id == allocation.id)
        .options(
            joinedload(AllocationChange.by_here),
            joinedload(AllocationChange.auditor_before),
            joinedload(AllocationChange.auditor_after),
        )
        .order_by(AllocationChange.at.desc(), AllocationChange.id.desc())
    )
    return list(db.session.scalars(wanted))


def latest_of(
    allocations: Collection[Allocation], acts: Sequence[Act]
) -> dict[int, AllocationChange]:
    """The last of these acts for each audit: why it is paused, exempt or declined."""
    wanted = (
        select(AllocationChange)
        .where(
            AllocationChange.allocation_id.in_([one.id for one in allocations]),
            AllocationChange.act.in_(acts),
        )
        .options(joinedload(AllocationChange.by_here))
        .order_by(AllocationChange.at, AllocationChange.id)
    )
    return {one.allocation_id: one for one in db.session.scalars(wanted)}


def is_declined() -> ColumnElement[bool]:
    """Whether whoever has an audit has said that they cannot read it, and has not begun it all the same."""
    newest = (
        select(func.max(AllocationChange.id))
        .where(
            AllocationChange.allocation_id == Allocation.id,
            AllocationChange.act.in_((Act.DECLINED, Act.GIVEN)),
        )
        .correlate(Allocation)
        .scalar_subquery()
    )
    said = select(AllocationChange.id).where(
        AllocationChange.id == newest, AllocationChange.act == Act.DECLINED
    )
    return and_(Allocation.state == State.TO_DO, said.exists())


def decline_of(allocation: Allocation) -> AllocationChange | None:
    """What its auditor said, as long as the audit is theirs and they have not begun it."""
    declined = db.session.scalar(
        select(Allocation.id).where(Allocation.id == allocation.id, is_declined())
    )
    if declined is None:
        return None
    return latest_of([allocation], [Act.DECLINED])[allocation.id]


def put_off_so_far(allocation: Allocation) -> timedelta:
    """By how much it is later than when it was given out."""
    first = db.session.scalar(
        select(AllocationChange.due_before)
        .where(
            AllocationChange.allocation_id == allocation.id,
            AllocationChange.act.in_((Act.PUT_OFF, Act.TOOK_PLACE)),
            AllocationChange.due_before.is_not(None),
        )
        .order_by(AllocationChange.id)
        .limit(1)
    )
    return allocation.due_on - first if first else timedelta(0)


def is_paused_with_round() -> ColumnElement[bool]:
    """Whether an audit is paused because its whole round was, and not by itself since."""
    newest = (
        select(func.max(AllocationChange.id))
        .where(AllocationChange.allocation_id == Allocation.id, AllocationChange.act == Act.PAUSED)
        .correlate(Allocation)
        .scalar_subquery()
    )
    together = select(AllocationChange.id).where(
        AllocationChange.id == newest, AllocationChange.with_round
    )
    return and_(Allocation.state == State.PAUSED, together.exists())


def how_chosen(allocation: Allocation) -> AllocationChange | None:
    """How it came to whoever has it now, where somebody chose them."""
    wanted = (
        select(AllocationChange)
        .where(AllocationChange.allocation_id == allocation.id, AllocationChange.act.in_(CHOSEN))
        .order_by(AllocationChange.id.desc())
        .limit(1)
    )
    return db.session.scalars(wanted).one_or_none()


def state_before_pause(allocation: Allocation) -> State:
    before = db.session.scalar(
        select(AllocationChange.state_before)
        .where(AllocationChange.allocation_id == allocation.id, AllocationChange.act == Act.PAUSED)
        .order_by(AllocationChange.id.desc())
        .limit(1)
    )
    return before or State.TO_DO


def state_before_shutting(allocation: Allocation) -> State:
    wanted = (
        select(AllocationChange.state_before)
        .where(AllocationChange.allocation_id == allocation.id, AllocationChange.act == Act.SHUT)
        .order_by(AllocationChange.id.desc())
        .limit(1)
    )
    return db.session.scalar(wanted) or State.STARTED


def is_line_manager_of(viewer: Viewer, person_id: int) -> bool:
    manages = select(Membership.id).where(
        Membership.council_id == viewer.council_id,
        Membership.person_id == person_id,
        Membership.line_manager_id == viewer.person_id,
    )
    return bool(db.session.scalar(select(exists(manages))))


def was_taken_back(round_: Round) -> bool:
    """Whether it was open once: what was given out then is still there, withdrawn."""
    given = select(Allocation.id).where(Allocation.round_id == round_.id).limit(1)
    return round_.opened_at is None and db.session.scalar(given) is not None
