"""Keep filters under a name, share them, delete them and put them back. No figure changes by it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.insight.models import SavedView
from qa_app.insight.queries.views import count_own, list_to_share_with
from qa_app.insight.rules.views import MOST_SAVED, can_be_put_back, to_keep
from qa_app.organisation.models import Place
from qa_app.trail.operations import record

NO_SUCH_PLACE = "Select a place where you may see figures"
TOO_MANY = f"You have {MOST_SAVED} saved views. Delete one that you no longer need"
GONE = "It was deleted too long ago to be put back"


def save_view(
    page: str, typed: Mapping[str, str], name: str, place_id: str | None, by: Viewer, at: datetime
) -> SavedView:
    if count_own(by) >= MOST_SAVED:
        raise DomainError(TOO_MANY)
    view = SavedView(
        council_id=by.council_id,
        owner_id=by.person_id,
        name=name,
        page=page,
        asked=to_keep(page, typed),
        shared_with=_place(place_id, by),
        saved_at=at,
    )
    db.session.add(view)
    db.session.flush()
    record("view:saved", by, view, at=at, **_facts(view))
    return view


def change_view(view: SavedView, name: str, place_id: str | None, by: Viewer, at: datetime) -> None:
    """Its filters stay: others are saved under another name."""
    view.name, view.shared_with = name, _place(place_id, by)
    db.session.flush()
    record("view:changed", by, view, at=at, **_facts(view))


def delete_view(view: SavedView, by: Viewer, at: datetime) -> None:
    if view.deleted_at is None:
        view.deleted_at = at
        record("view:deleted", by, view, at=at)


def put_back(view: SavedView, by: Viewer, at: datetime) -> None:
    """As it was, for the same people."""
    if view.deleted_at is None:
        return
    if not can_be_put_back(view.deleted_at, at):
        raise DomainError(GONE)
    if count_own(by) >= MOST_SAVED:
        raise DomainError(TOO_MANY)
    view.deleted_at = None
    record("view:put-back", by, view, at=at)


def _place(public_id: str | None, by: Viewer) -> Place | None:
    if not public_id:
        return None
    found = [one for one in list_to_share_with(by) if one.public_id == public_id]
    if not found:
        raise DomainError(Reason(NO_SUCH_PLACE, "shared_with"))
    return found[0]


def _facts(view: SavedView) -> dict[str, Any]:
    """Never its name, which somebody typed."""
    return {"page": view.page, "shared": view.shared_with.public_id if view.shared_with else ""}
