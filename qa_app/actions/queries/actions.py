"""Actions that the viewer may see, and what may be done with them."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer, may
from qa_app.actions.models import Action, ActionChange
from qa_app.actions.queries.words import OWN, told_to, words_are_open
from qa_app.actions.rules import Source, State
from qa_app.children.models import Child
from qa_app.children.queries.restricted import names_restricted
from qa_app.foundation.database import db
from qa_app.organisation.models import Place


def visible_to(viewer: Viewer, permission: Permission = Permission.ACTION_READ) -> Select[Action]:
    """In the viewer's places as the tree stands today, and their own. A proposal is part of its draft alone.

    Whoever may not read yet what an action says can give it on or put it off; they confirm nothing of it.
    """
    own = [column == viewer.person_id for column in OWN.get(permission, ())]
    reach = [where_permitted(Place.path, viewer, permission)]
    if may(viewer, permission):
        reach += own
    return (
        select(Action)
        .join(Action.place)
        .where(
            Action.council_id == viewer.council_id,
            Action.state != State.PROPOSED,
            or_(*reach),
            not_hidden_from(viewer),
            words_are_open(viewer) if permission is Permission.ACTION_CONFIRM else true(),
        )
        .options(contains_eager(Action.place))
    )


def not_hidden_from(viewer: Viewer) -> ColumnElement[bool]:
    """An action for a restricted child is there for those alone who are cleared where it is, owner or not.

    One that was found in a practitioner's own work is there for those who manage them, and for whoever owes
    it, is offered it or proposed it.
    """
    cleared = or_(
        ~OF_RESTRICTED_CHILD, where_permitted(Place.path, viewer, Permission.CHILD_RESTRICTED)
    )
    manages_them = and_(
        Action.practitioner_id != viewer.person_id,
        where_permitted(Place.path, viewer, Permission.OWN_WORK_READ),
    )
    own = (column == viewer.person_id for column in OWN[Permission.ACTION_READ])
    return and_(cleared, or_(~of_own_work(), manages_them, *own))


def of_own_work() -> ColumnElement[bool]:
    """Whether it was found in what a practitioner does themselves, and in no child's record."""
    return Action.practitioner_id.is_not(None)


# Made once, for every list asks it.
OF_RESTRICTED_CHILD = names_restricted(Action.child_id)


def is_of_restricted_child(action: Action) -> bool:
    wanted = select(Action.id).where(Action.id == action.id, OF_RESTRICTED_CHILD)
    return db.session.scalar(wanted) is not None


def find_action(
    public_id: str, viewer: Viewer, permission: Permission = Permission.ACTION_READ
) -> Action:
    """Raise NoResultFound for an action out of the viewer's reach, as for none at all."""
    wanted = with_names(visible_to(viewer, permission)).where(Action.public_id == public_id)
    found = told_to(viewer, wanted)
    if not found:
        raise NoResultFound
    return found[0]


def with_names(wanted: Select[Action]) -> Select[Action]:
    return wanted.options(
        joinedload(Action.owner_here),
        joinedload(Action.offered_to_here),
        joinedload(Action.proposed_by_here),
        joinedload(Action.child),
    )


def is_reached(action: Action, viewer: Viewer, permission: Permission) -> bool:
    """Of an action that the viewer sees: may they do this with it?"""
    wanted = visible_to(viewer, permission).where(Action.id == action.id)
    return db.session.scalar(wanted.with_only_columns(Action.id)) is not None


def list_changes(action: Action) -> list[ActionChange]:
    """The latest first."""
    return list(
        db.session.scalars(
            select(ActionChange)
            .options(joinedload(ActionChange.by_here), joinedload(ActionChange.owner_before))
            .where(ActionChange.action_id == action.id)
            .order_by(ActionChange.at.desc(), ActionChange.id.desc())
        )
    )


def of_source(source: Source) -> ColumnElement[bool]:
    return and_(Action.source_kind == source.kind, Action.source_id == source.public_id)


def list_of_source(source: Source, viewer: Viewer) -> list[Action]:
    """For the page of an audit or a plan: those the viewer may see, the first due first."""
    wanted = with_names(visible_to(viewer)).where(of_source(source))
    return told_to(viewer, wanted.order_by(Action.due_on, Action.id))


def list_proposed(source: Source, by: Viewer) -> list[Action]:
    """What somebody has proposed in a draft of theirs, in the order in which they did."""
    wanted = select(Action).where(
        of_source(source),
        Action.council_id == by.council_id,
        Action.proposed_by_id == by.person_id,
        Action.state == State.PROPOSED,
    )
    return list(db.session.scalars(with_names(wanted).order_by(Action.id)))


def find_proposed(public_id: str, by: Viewer) -> Action:
    return db.session.scalars(
        with_names(select(Action)).where(
            Action.public_id == public_id,
            Action.council_id == by.council_id,
            Action.proposed_by_id == by.person_id,
            Action.state == State.PROPOSED,
        )
    ).one()


def every_of(source: Source, council_id: int, *states: State) -> list[Action]:
    """For operations, which act on all of a source whoever may see them."""
    wanted = select(Action).where(
        of_source(source), Action.council_id == council_id, Action.state.in_(states)
    )
    return list(db.session.scalars(wanted.options(joinedload(Action.place)).order_by(Action.id)))


def list_of_child(child_id: int, viewer: Viewer, limit: int | None = None) -> list[Action]:
    """Of one child, under whichever of its references: what is open first."""
    merged = select(Child.id).where(Child.merged_into_id == child_id)
    wanted = (
        with_names(visible_to(viewer))
        .where(or_(Action.child_id == child_id, Action.child_id.in_(merged)))
        .order_by(*open_first(), Action.due_on, Action.id)
        .limit(limit)
    )
    return told_to(viewer, wanted)


def open_first() -> tuple[ColumnElement[bool], ...]:
    from_open = Action.state.in_((State.OWED, State.REOPENED))
    return (~from_open,)


def count(wanted: Select[Action]) -> int:
    bare = wanted.options().with_only_columns(Action.id).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(bare)) or 0


def children_in(actions: Collection[Action]) -> list[str]:
    """Whose references a list of actions shows, for the trail."""
    return list(dict.fromkeys(one.child.public_id for one in actions if one.child))
