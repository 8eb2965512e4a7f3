"""What is open for a practitioner, to talk about."""

from collections.abc import Collection

from sqlalchemy import or_
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Viewer
from qa_app.actions.models import Action
from qa_app.actions.queries import visible_to
from qa_app.actions.queries.words import told_to
from qa_app.actions.rules import OPEN, SourceKind
from qa_app.supervision.queries.released import Released


def open_actions(person_id: int, of: Collection[Released], viewer: Viewer) -> list[Action]:
    """What they owe, and what else came out of these audits; the first due first."""
    ids = [one.audit.public_id for one in of]
    came_of_it = (Action.source_kind == SourceKind.AUDIT) & Action.source_id.in_(ids)
    wanted = (
        visible_to(viewer)
        .where(Action.state.in_(OPEN), or_(Action.owner_id == person_id, came_of_it))
        .options(joinedload(Action.owner_here), joinedload(Action.child))
    )
    return told_to(viewer, wanted.order_by(Action.due_on, Action.id))


def references_in(of: Collection[Released], actions: Collection[Action]) -> list[str]:
    """The children whose references a sheet shows, for the trail."""
    shown = [one.audit.child_public_id for one in of]
    shown += [one.child_public_id for one in actions]
    return [*dict.fromkeys(one for one in shown if one)]
