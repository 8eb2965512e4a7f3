"""Concerns as far as the viewer may see them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.children.queries.restricted import names_restricted
from qa_app.concerns.models import Concern, ConcernTold
from qa_app.concerns.rules import About, State
from qa_app.concerns.rules.settings import CHOSEN_NOTHING
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.settings import setting

STATES: dict[State, ColumnElement[bool]] = {
    State.RAISED: Concern.received_at.is_(None) & Concern.closed_at.is_(None),
    State.RECEIVED: Concern.received_at.is_not(None) & Concern.closed_at.is_(None),
    State.CLOSED: Concern.closed_at.is_not(None),
}


def visible_to(viewer: Viewer, permission: Permission = Permission.CONCERN_READ) -> Select[Concern]:
    """Their own, those they were told of, and those of their places.

    One about a colleague is for the designated officer and whoever raised it alone; one on a restricted
    record for those cleared where it is.
    """
    in_places = and_(
        where_permitted(Place.path, viewer, permission),
        Concern.about != About.COLLEAGUE,
        or_(
            ~names_restricted(Concern.child_id),
            where_permitted(Place.path, viewer, Permission.CHILD_RESTRICTED),
        ),
    )
    own = Concern.raised_by_id == viewer.person_id
    return (
        select(Concern)
        .join(Concern.place)
        .where(Concern.council_id == viewer.council_id, or_(own, _was_told(viewer), in_places))
        .options(
            contains_eager(Concern.place),
            joinedload(Concern.child),
            joinedload(Concern.raised_by_here),
            joinedload(Concern.received_by_here),
            joinedload(Concern.closed_by_here),
        )
    )


def _was_told(viewer: Viewer) -> ColumnElement[bool]:
    told = select(ConcernTold.id).where(
        ConcernTold.concern_id == Concern.id, ConcernTold.person_id == viewer.person_id
    )
    return told.correlate(Concern).exists()


def find_concern(public_id: str, viewer: Viewer) -> Concern:
    return db.session.scalars(visible_to(viewer).where(Concern.public_id == public_id)).one()


def in_state(wanted: Select[Concern], state: State | None) -> Select[Concern]:
    """With no state, those that are not closed."""
    return wanted.where(STATES[state] if state else Concern.closed_at.is_(None))


def list_concerns(
    viewer: Viewer, state: State | None = None, limit: int | None = None, offset: int = 0
) -> list[Concern]:
    """Those that nobody has first, the oldest of them first; then the newest."""
    has_none = Concern.received_at.is_(None)
    wanted = in_state(visible_to(viewer), state).order_by(
        has_none.desc(),
        func.coalesce(Concern.received_at, Concern.raised_at).desc(),
        Concern.id.desc(),
    )
    return list(db.session.scalars(wanted.limit(limit).offset(offset)))


def count(viewer: Viewer, state: State | None = None) -> int:
    bare = in_state(visible_to(viewer), state).options().with_only_columns(Concern.id)
    return db.session.scalar(select(func.count()).select_from(bare.subquery())) or 0


def list_told(concern: Concern) -> list[ConcernTold]:
    wanted = (
        select(ConcernTold)
        .where(ConcernTold.concern_id == concern.id)
        .options(joinedload(ConcernTold.person_here))
        .order_by(ConcernTold.at, ConcernTold.id)
    )
    return list(db.session.scalars(wanted))


def is_told(concern: Concern, viewer: Viewer) -> bool:
    told = select(ConcernTold.id).where(
        ConcernTold.concern_id == concern.id, ConcernTold.person_id == viewer.person_id
    )
    return db.session.scalar(told.limit(1)) is not None


def waiting_for(viewer: Viewer) -> list[str]:
    """The public ids of those they were told of and that nobody has, the oldest first: for every page."""
    wanted = (
        select(Concern.public_id)
        .join(ConcernTold, ConcernTold.concern_id == Concern.id)
        .where(
            Concern.council_id == viewer.council_id,
            ConcernTold.person_id == viewer.person_id,
            STATES[State.RAISED],
        )
        .group_by(Concern.id, Concern.public_id)
        .order_by(Concern.id)
    )
    return list(db.session.scalars(wanted))


def open_of_allocation(allocation_id: int) -> list[Concern]:
    """Those raised while this record was read that are not closed; for an audit, which knows who may."""
    return open_of_allocations([allocation_id])


def open_of_allocations(allocation_ids: Collection[int]) -> list[Concern]:
    wanted = select(Concern).where(
        Concern.allocation_id.in_(allocation_ids), Concern.closed_at.is_(None)
    )
    return list(db.session.scalars(wanted.order_by(Concern.id)))


def is_raised_by(person_id: int, allocation_id: int) -> bool:
    """Whether they raised one, open or closed by now, while they read this record."""
    wanted = select(Concern.id).where(
        Concern.allocation_id == allocation_id, Concern.raised_by_id == person_id
    )
    return db.session.scalar(wanted.limit(1)) is not None


def open_of_child(child_id: int, viewer: Viewer) -> list[Concern]:
    wanted = visible_to(viewer).where(Concern.child_id == child_id, Concern.closed_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Concern.id)))


def list_without_receipt() -> list[Concern]:
    """Of every council, about children: those on which a clock runs."""
    wanted = select(Concern).where(STATES[State.RAISED], Concern.about == About.CHILD)
    return list(
        db.session.scalars(
            wanted.options(joinedload(Concern.place), joinedload(Concern.child)).order_by(
                Concern.id
            )
        )
    )


def numbers_of(council_id: int) -> dict[str, Any]:
    """Whom the council rings, and where it writes to."""
    return {name: setting(council_id, name) for name in CHOSEN_NOTHING}
