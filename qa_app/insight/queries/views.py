"""Saved views: one’s own, and those shared with a place where one works. What they count is asked of nobody here."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.insight.models import SavedView
from qa_app.insight.rules.views import CAN_BE_PUT_BACK
from qa_app.organisation.models import Place
from qa_app.organisation.queries import list_places
from qa_app.organisation.rules.places import ancestors_of


def own(viewer: Viewer) -> Select[SavedView]:
    return select(SavedView).where(
        SavedView.council_id == viewer.council_id, SavedView.owner_id == viewer.person_id
    )


def find_own(public_id: str, viewer: Viewer) -> SavedView:
    """Raise NoResultFound for somebody else’s, even where it is shared, as for none at all."""
    return db.session.scalars(own(viewer).where(SavedView.public_id == public_id)).one()


def count_own(viewer: Viewer) -> int:
    wanted = own(viewer).where(SavedView.deleted_at.is_(None)).subquery()
    return db.session.scalar(select(func.count()).select_from(wanted)) or 0


def find_open(public_id: str, viewer: Viewer) -> SavedView:
    return db.session.scalars(_open_to(viewer).where(SavedView.public_id == public_id)).one()


def list_open(viewer: Viewer, pages: Collection[str]) -> list[SavedView]:
    """Of some pages, by name."""
    wanted = _open_to(viewer).where(SavedView.page.in_(pages))
    return [*db.session.scalars(wanted.order_by(func.lower(SavedView.name), SavedView.id))]


def list_deleted(viewer: Viewer, at: datetime) -> list[SavedView]:
    """One’s own that can still be put back, the last to go first."""
    since = at - CAN_BE_PUT_BACK
    wanted = own(viewer).where(SavedView.deleted_at > since)
    return [*db.session.scalars(wanted.order_by(SavedView.deleted_at.desc(), SavedView.id))]


def list_to_share_with(viewer: Viewer) -> list[Place]:
    return list_places(viewer, Permission.COMPLETION_READ, closed=False)


def _open_to(viewer: Viewer) -> Select[SavedView]:
    is_open = or_(SavedView.owner_id == viewer.person_id, _is_shared_with(viewer))
    return (
        select(SavedView)
        .outerjoin(Place, Place.id == SavedView.shared_with_id)
        .where(SavedView.council_id == viewer.council_id, SavedView.deleted_at.is_(None), is_open)
        .options(joinedload(SavedView.shared_with))
    )


def _is_shared_with(viewer: Viewer) -> ColumnElement[bool]:
    """The people of a place are those who hold something there or below it."""
    theirs = {above for post in viewer.posts for above in (*ancestors_of(post.path), post.path)}
    return Place.path.in_(sorted(theirs))
