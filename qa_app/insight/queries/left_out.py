"""Audits that are paused or exempt, each with who granted it and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import aliased, joinedload

from qa_app.access.queries import within
from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.organisation.queries.people import names_of
from qa_app.rounds.models import Allocation, AllocationChange, Round
from qa_app.rounds.queries import is_own_work, visible_to
from qa_app.rounds.queries.changes import latest_of
from qa_app.rounds.rules import State
from qa_app.rounds.rules.changes import LEFT_OUT, Act

THE_SERVICE = "The service"
LEAVING_OUT = (Act.PAUSED, Act.EXEMPTED)
Granted = tuple[Allocation, AllocationChange | None]


def list_left_out(
    viewer: Viewer, month: date, below: str = "", *, limit: int | None = None, offset: int = 0
) -> list[Granted]:
    """Of one month, by reference, for those who may see the records of its rounds."""
    wanted = (
        _left_out(viewer, month, below)
        .options(joinedload(Allocation.auditor_here))
        .order_by(Allocation.reference, Allocation.id)
        .limit(limit)
        .offset(offset)
    )
    rows: Sequence[Allocation] = db.session.scalars(wanted).all()
    changes = latest_of(rows, LEAVING_OUT)
    return [(one, changes.get(one.id)) for one in rows]


@dataclass(frozen=True)
class Reason:
    """Audits that one person left out at one moment, for one reason."""

    state: State
    number: int
    why: str
    by_name: str
    at: datetime | None
    until: date | None


def list_reasons(viewer: Viewer, month: date, below: str = "") -> list[Reason]:
    """Why audits of a month are left out, the most first; without a reference."""
    change = aliased(AllocationChange)
    wanted = (
        _left_out(viewer, month, below)
        .outerjoin(change, change.id == _latest_change())
        .with_only_columns(
            Allocation.state, func.count(), change.why, change.by_id, change.at, change.until
        )
        .group_by(Allocation.state, change.why, change.by_id, change.at, change.until)
    )
    rows = db.session.execute(wanted).all()
    names = names_of({by_id for *_, by_id, _, _ in rows}, viewer.council_id)
    reasons = [
        Reason(state, number, why or "", names.get(by_id or 0, THE_SERVICE), at, until)
        for state, number, why, by_id, at, until in rows
    ]
    return sorted(reasons, key=lambda one: (-one.number, one.state.name, one.by_name, one.why))


def _latest_change() -> ScalarSelect[int]:
    """What left the audit of the row outside out of what is due."""
    of = aliased(AllocationChange)
    return (
        select(func.max(of.id))
        .where(of.allocation_id == Allocation.id, of.act.in_(LEAVING_OUT))
        .correlate(Allocation)
        .scalar_subquery()
    )


def count_left_out(viewer: Viewer, month: date, below: str = "") -> int:
    wanted = _left_out(viewer, month, below).subquery()
    return db.session.scalar(select(func.count()).select_from(wanted)) or 0


def _left_out(viewer: Viewer, month: date, below: str) -> Select[Allocation]:
    wanted = (
        visible_to(viewer, Permission.ROUND_READ)
        .join(Allocation.round)
        .where(
            Round.month == month,
            Allocation.state.in_(LEFT_OUT),
            Allocation.done_at.is_(None),
            ~is_own_work(),
        )
    )
    return wanted.where(within(Allocation.place_then, below)) if below else wanted
