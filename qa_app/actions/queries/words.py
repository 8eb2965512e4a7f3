"""Whose words of an action the viewer may read: they can betray what a source that is sealed says."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Select, and_, or_, true

from qa_app.access.rules import Permission, Viewer
from qa_app.actions.models import Action
from qa_app.actions.rules import SourceKind
from qa_app.foundation.database import db

# Whose actions each permission is for, besides those in the viewer's places.
OWN = {
    Permission.ACTION_READ: (Action.owner_id, Action.proposed_by_id, Action.offered_to_id),
    Permission.ACTION_DO: (Action.owner_id,),
    Permission.ACTION_CONFIRM: (Action.proposed_by_id,),
}
# What an action comes from lies above actions: it says which of it is closed to whom, by public ids.
ClosedTo = Callable[[Viewer], Select[str] | None]
_closed: dict[SourceKind, ClosedTo] = {}


def register(kind: SourceKind, closed_to: ClosedTo) -> None:
    _closed[kind] = closed_to


def words_are_open(viewer: Viewer) -> ColumnElement[bool]:
    """What somebody owes, is offered or proposed they know; else as its source is open to them."""
    closed = [
        and_(Action.source_kind == kind, Action.source_id.in_(ids))
        for kind, closed_to in _closed.items()
        if (ids := closed_to(viewer)) is not None
    ]
    if not closed:
        return true()
    own = (column == viewer.person_id for column in OWN[Permission.ACTION_READ])
    return or_(~or_(*closed), *own)


def told_to(viewer: Viewer, wanted: Select[Action]) -> list[Action]:
    """Those that are wanted, each with whether its words are open to the viewer."""
    found = []
    for action, is_open in db.session.execute(wanted.add_columns(words_are_open(viewer))):
        action.words_are_open = bool(is_open)
        found.append(action)
    return found
