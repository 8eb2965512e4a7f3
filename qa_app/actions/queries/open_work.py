"""What somebody who leaves still owes, and what follows a child."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer
from qa_app.actions.models import Action
from qa_app.actions.queries.actions import not_hidden_from, visible_to, with_names
from qa_app.actions.queries.words import told_to
from qa_app.actions.rules import OPEN, ForWhom
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.organisation.models import Person
from qa_app.organisation.queries import hand_over


def list_open_of(person: Person, viewer: Viewer) -> list[Action]:
    """What somebody owes, as far as the viewer may give it to another."""
    wanted = with_names(visible_to(viewer, Permission.ACTION_WRITE)).where(
        Action.owner_id == person.id, Action.state.in_(OPEN)
    )
    return told_to(viewer, wanted.order_by(Action.due_on, Action.id))


def count_open(viewer: Viewer, person_ids: Collection[int]) -> Mapping[int, int]:
    """How many actions each of these people owes, of those that are not hidden from the viewer."""
    counted = (
        select(Action.owner_id, func.count())
        .join(Action.place)
        .where(
            Action.council_id == viewer.council_id,
            not_hidden_from(viewer),
            Action.owner_id.in_(person_ids),
            Action.state.in_(OPEN),
        )
        .group_by(Action.owner_id)
    )
    return {person_id: number for person_id, number in db.session.execute(counted) if person_id}


def count_open_for(child_ids: Collection[int]) -> int:
    wanted = select(func.count()).select_from(Action).where(_follows(child_ids))
    return db.session.scalar(wanted) or 0


def open_for(child_ids: Collection[int]) -> list[Action]:
    """What goes with these children, by the references that they were merged into as well."""
    wanted = select(Action).where(_follows(child_ids)).options(joinedload(Action.child))
    return list(db.session.scalars(wanted.order_by(Action.id)))


def _follows(child_ids: Collection[int]) -> ColumnElement[bool]:
    merged = select(Child.id).where(Child.merged_into_id.in_(child_ids))
    theirs = or_(Action.child_id.in_(child_ids), Action.child_id.in_(merged))
    return and_(Action.for_whom == ForWhom.CHILD, Action.state.in_(OPEN), theirs)


hand_over.register(
    hand_over.OpenWork("action owed", "actions owed", count_open, "actions.open_work")
)
