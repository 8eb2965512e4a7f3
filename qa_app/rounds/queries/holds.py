"""Whose record is out of draws, for those who run rounds and may see the child."""

from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer
from qa_app.children.queries.children import latest_visible_to
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, DrawHold, Round
from qa_app.rounds.rules import OPEN, State


def holds_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """Those that nobody has lifted and whose last day is not past."""
    return (
        DrawHold.lifted_at.is_(None),
        or_(DrawHold.until.is_(None), DrawHold.until >= day),
    )


def hold_of(child_id: int, day: date) -> DrawHold | None:
    """The latest one, where two were kept by chance."""
    wanted = select(DrawHold).where(DrawHold.child_id == child_id, *holds_on(day))
    newest_first = wanted.options(joinedload(DrawHold.held_by)).order_by(DrawHold.id.desc())
    return db.session.scalars(newest_first.limit(1)).one_or_none()


def holds_visible_to(viewer: Viewer) -> Select[DrawHold]:
    seen = latest_visible_to(viewer, Permission.ROUND_WRITE).subquery()
    return (
        select(DrawHold)
        .where(
            DrawHold.council_id == viewer.council_id,
            DrawHold.child_id.in_(select(seen.c.child_id)),
        )
        .options(joinedload(DrawHold.child), joinedload(DrawHold.held_by))
    )


def find_hold(public_id: str, viewer: Viewer) -> DrawHold:
    wanted = holds_visible_to(viewer).where(DrawHold.public_id == public_id)
    return db.session.scalars(wanted).one()


def list_holds(viewer: Viewer, day: date) -> list[DrawHold]:
    """Those in force, the first to end first; those without an end come last."""
    wanted = holds_visible_to(viewer).where(*holds_on(day))
    in_order = wanted.order_by(DrawHold.until.is_(None), DrawHold.until, DrawHold.id)
    return list(db.session.scalars(in_order))


def list_unfinished(child_id: int) -> list[Allocation]:
    """Audits of this child that go on although no draw finds it now."""
    wanted = (
        select(Allocation)
        .where(Allocation.child_id == child_id, Allocation.state.in_((*OPEN, State.PAUSED)))
        .options(
            joinedload(Allocation.round).joinedload(Round.programme),
            joinedload(Allocation.auditor_here),
        )
        .order_by(Allocation.id)
    )
    return list(db.session.scalars(wanted))
