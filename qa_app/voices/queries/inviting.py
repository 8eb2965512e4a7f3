"""Whose work open audits look at, and who of them has not been asked yet."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased, joinedload

from qa_app.audits.models import Audit
from qa_app.audits.rules import Status
from qa_app.children.models import Child, ChildOnList
from qa_app.children.queries.lists import in_force
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import OPEN, State
from qa_app.voices.models import Reflection
from qa_app.voices.rules.inviting import LOOK_BACK


def list_without_reflection(council_id: int, at: datetime) -> list[Allocation]:
    """What is open, and what was submitted between two looks."""
    there = select(Reflection.id).where(Reflection.allocation_id == Allocation.id)
    just_done = and_(Allocation.state == State.DONE, Allocation.done_at >= at - LOOK_BACK)
    wanted = (
        select(Allocation)
        .where(
            Allocation.council_id == council_id,
            or_(Allocation.state.in_(OPEN), just_done),
            ~there.exists(),
        )
        .options(joinedload(Allocation.place), joinedload(Allocation.child))
        .order_by(Allocation.id)
    )
    return list(db.session.scalars(wanted))


def practitioners_of(allocations: Sequence[Allocation]) -> dict[int, int]:
    """By allocation: as the audit keeps it where it is begun, otherwise as the newest list says."""
    found = _by_list(allocations)
    found |= {one.id: one.practitioner_id for one in allocations if one.practitioner_id}
    begun = select(Audit.allocation_id, Audit.practitioner_then_id).where(
        Audit.allocation_id.in_([one.id for one in allocations])
    )
    for allocation, practitioner in db.session.execute(begun):
        if practitioner is None:
            found.pop(allocation, None)
        else:
            found[allocation] = practitioner
    return found


def _by_list(allocations: Sequence[Allocation]) -> dict[int, int]:
    children = {one.child_id for one in allocations if one.child_id}
    if not children:
        return {}
    rows = db.session.execute(
        select(ChildOnList.child_id, ChildOnList.practitioner_id).where(
            ChildOnList.case_list_id == in_force(allocations[0].council_id),
            ChildOnList.child_id.in_(children),
            ChildOnList.practitioner_id.is_not(None),
        )
    )
    named = {child: practitioner for child, practitioner in rows if practitioner}
    return {
        one.id: named[one.child_id]
        for one in allocations
        if one.child_id is not None and one.child_id in named
    }


def restricted_among(allocations: Sequence[Allocation]) -> set[int]:
    """A merged reference is as restricted as the one it became."""
    kept = aliased(Child)
    wanted = (
        select(Child.id)
        .outerjoin(kept, Child.merged_into_id == kept.id)
        .where(
            Child.id.in_([one.child_id for one in allocations if one.child_id]),
            or_(Child.restricted, kept.restricted),
        )
    )
    children = set(db.session.scalars(wanted))
    return {one.id for one in allocations if one.child_id in children}


def list_open(council_id: int, *conditions: ColumnElement[bool]) -> list[Reflection]:
    """Parts in audits that are still to be submitted."""
    wanted = (
        select(Reflection)
        .join(Reflection.allocation)
        .where(Reflection.council_id == council_id, Allocation.state.in_(OPEN), *conditions)
        .options(joinedload(Reflection.allocation).joinedload(Allocation.child))
        .order_by(Reflection.id)
    )
    return list(db.session.scalars(wanted))


def list_to_invite(council_id: int) -> list[Reflection]:
    unsaid = and_(Reflection.sent_at.is_(None), Reflection.declined_at.is_(None))
    return list_open(council_id, Reflection.invited_at.is_(None), unsaid)


def list_to_remind(council_id: int) -> list[Reflection]:
    return list_open(
        council_id,
        Reflection.invited_at.is_not(None),
        Reflection.reminded_at.is_(None),
        Reflection.sent_at.is_(None),
        Reflection.declined_at.is_(None),
    )


def list_untouched(council_id: int) -> list[Reflection]:
    """Of audits that nobody has begun, with nothing said: they follow the record to whoever has it now."""
    begun = select(Audit.id).where(Audit.allocation_id == Reflection.allocation_id)
    return list_open(
        council_id,
        Reflection.saved_at.is_(None),
        Reflection.sent_at.is_(None),
        Reflection.declined_at.is_(None),
        ~begun.exists(),
    )


def list_said(council_id: int) -> list[tuple[Reflection, Audit]]:
    """Of audits that are being written: what the practitioner has said of taking part."""
    wanted = (
        select(Reflection, Audit)
        .join(Audit, Audit.allocation_id == Reflection.allocation_id)
        .where(
            Reflection.council_id == council_id,
            Audit.status == Status.DRAFT,
            or_(Reflection.sent_at.is_not(None), Reflection.declined_at.is_not(None)),
        )
        .options(joinedload(Audit.allocation))
        .order_by(Reflection.id)
    )
    return [(reflection, audit) for reflection, audit in db.session.execute(wanted)]
