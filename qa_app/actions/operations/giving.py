"""Who owes an action: given to another, offered with a child that moves, many changed at once."""

from collections.abc import Sequence
from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.actions.models import Action
from qa_app.actions.operations.deciding import put_off
from qa_app.actions.operations.steps import note, step
from qa_app.actions.queries.actions import is_of_restricted_child
from qa_app.actions.queries.open_work import count_open_for, open_for
from qa_app.actions.queries.owners import manager_for, may_own
from qa_app.actions.rules import Act
from qa_app.children.models import ChildOnList
from qa_app.children.operations import open_work
from qa_app.children.operations.open_work import FollowingWork, Move
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason

NOT_THEIRS = "Choose somebody else: they do not work here, or may not see what this is about"


def give(action: Action, to: int, why: str, by: Viewer, at: datetime) -> None:
    """Let somebody else owe it, by the same day."""
    if not why.strip():
        raise DomainError(Reason("Enter why somebody else owes it", "why"))
    if to == action.owner_id:
        raise DomainError(Reason("They owe it already. Choose somebody else", "to"))
    restricted = is_of_restricted_child(action)
    of = action.practitioner_id
    if not may_own(to, action.place, london_day(at), restricted=restricted, own_work_of=of):
        raise DomainError(Reason(NOT_THEIRS, "to"))
    step(action, Act.GIVEN, why.strip(), by, at)
    _hand(action, to, at)


def take_on(action: Action, by: Viewer, at: datetime) -> None:
    _offered_to(action, by)
    step(action, Act.TAKEN_ON, "", by, at)
    _hand(action, by.person_id, at)


def leave_with_owner(action: Action, why: str, by: Viewer, at: datetime) -> None:
    """The owner goes on with it; why is told to them."""
    _offered_to(action, by)
    if not why.strip():
        raise DomainError(Reason("Enter why it stays with its owner", "why"))
    step(action, Act.LEFT, why.strip(), by, at)
    action.offered_to_id = None


def change_many(
    actions: Sequence[Action],
    why: str,
    by: Viewer,
    at: datetime,
    *,
    to: int | None = None,
    due_on: date | None = None,
) -> None:
    """All of them or none: another owner, another day, or both."""
    if to is None and due_on is None:
        raise DomainError("Choose another owner, enter another due date, or both")
    for action in actions:
        if due_on is not None and due_on != action.due_on:
            put_off(action, due_on, why, by, at)
        if to is not None and to != action.owner_id:
            give(action, to, why, by, at)


def follow(moves: Sequence[Move], by: Viewer | None, at: datetime) -> None:
    """What is open for a child is offered to the new manager; the old one owes it until it is taken on."""
    rows = {move.before.child_id: move.after for move in moves if move.after}
    for action in open_for(rows):
        child = action.child
        row = rows.get(child.merged_into_id or child.id) if child else None
        if row is not None:
            _go_with(action, row, by, at)
    db.session.flush()


def _go_with(action: Action, row: ChildOnList, by: Viewer | None, at: datetime) -> None:
    if row.place_id != action.place_id:
        note(action, Act.MOVED, "", by, at)
        action.place = row.place
    today, restricted = london_day(at), is_of_restricted_child(action)
    manager = manager_for(row.practitioner_id, row.place, today, restricted=restricted)
    if manager == action.owner_id or manager is None:
        action.offered_to_id = None
    elif manager != action.offered_to_id:
        note(action, Act.OFFERED, "", by, at)
        action.offered_to_id = manager


def _offered_to(action: Action, by: Viewer) -> None:
    if action.offered_to_id != by.person_id:
        raise DomainError("This action is not offered to you")


def _hand(action: Action, to: int, at: datetime) -> None:
    action.owner_id, action.given_at, action.offered_to_id = to, at, None


open_work.register(
    FollowingWork("open action for a child", "open actions for children", count_open_for, follow)
)
