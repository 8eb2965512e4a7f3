"""What of a draw the viewer may see: restricted records are there for the cleared alone."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Place
from qa_app.rounds.models import Draw, DrawnRecord
from qa_app.rounds.rules.outcomes import Outcome

RESTRICTED = "A restricted record"


@dataclass(frozen=True)
class Shown:
    """What stands for each record on a page, and whose references were shown."""

    words: dict[int, str]
    children: list[Child]


def list_shown(draw: Draw, outcome: Outcome | None, viewer: Viewer) -> list[DrawnRecord]:
    """In the order of the draw; those with this outcome, or all."""
    wanted = (
        select(DrawnRecord)
        .join(DrawnRecord.place)
        .outerjoin(DrawnRecord.child)
        .options(contains_eager(DrawnRecord.place), contains_eager(DrawnRecord.child))
        .where(DrawnRecord.draw_id == draw.id, may_be_shown(viewer))
        .order_by(DrawnRecord.outcome, DrawnRecord.position, DrawnRecord.id)
    )
    if outcome:
        wanted = wanted.where(DrawnRecord.outcome == outcome)
    return list(db.session.scalars(wanted))


def may_be_shown(viewer: Viewer) -> ColumnElement[bool]:
    cleared = where_permitted(Place.path, viewer, Permission.CHILD_RESTRICTED)
    return or_(DrawnRecord.child_id.is_(None), Child.restricted.is_(False), cleared)


def shown_references(records: Collection[DrawnRecord], viewer: Viewer) -> Shown:
    """By the id of the record; a practitioner stands under their name."""
    if not records:
        return Shown({}, [])
    ids = [one.id for one in records]
    seen = db.session.scalars(
        select(DrawnRecord)
        .join(DrawnRecord.place)
        .outerjoin(DrawnRecord.child)
        .options(joinedload(DrawnRecord.child))
        .where(DrawnRecord.draw_id == next(iter(records)).draw_id, may_be_shown(viewer))
    ).all()
    people = _names([one.practitioner_id for one in seen if one.draw.is_of_practitioners], viewer)
    words = {
        one.id: people.get(one.practitioner_id or 0, one.reference)
        if one.draw.is_of_practitioners
        else one.reference
        for one in seen
        if one.id in ids
    }
    children = [one.child for one in seen if one.child and one.id in words]
    return Shown({one: words.get(one, RESTRICTED) for one in ids}, children)


def _names(people: Collection[int | None], viewer: Viewer) -> dict[int, str]:
    rows = db.session.execute(
        select(Membership.person_id, Membership.name).where(
            Membership.council_id == viewer.council_id,
            Membership.person_id.in_([one for one in people if one]),
        )
    )
    return {person: name for person, name in rows}
