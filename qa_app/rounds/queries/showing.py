"""What of a draw the viewer may see: restricted records are there for the cleared alone."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer, may_at
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Place
from qa_app.rounds.models import Draw, DrawnRecord
from qa_app.rounds.rules.eligibility import Out
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.pools import Pool

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


def children_in(records: Collection[DrawnRecord]) -> list[str]:
    """Whose references are shown, for the trail."""
    return [one.child.public_id for one in records if one.child]


def may_be_shown(viewer: Viewer) -> ColumnElement[bool]:
    cleared = where_permitted(Place.path, viewer, Permission.CHILD_RESTRICTED)
    return or_(DrawnRecord.child_id.is_(None), Child.restricted.is_(False), cleared)


def counts_of(draw: Draw, viewer: Viewer) -> dict[Outcome, int]:
    """Of the records that the viewer may see, so that no count gives a restricted one away."""
    rows = db.session.execute(
        _seen(draw, viewer)
        .with_only_columns(DrawnRecord.outcome, func.count())
        .group_by(DrawnRecord.outcome)
    )
    return {outcome: number for outcome, number in rows}


def counts_out(draw: Draw, viewer: Viewer) -> list[tuple[Out, int]]:
    """How many stayed out for each reason, in the order of the rules."""
    rows = db.session.execute(
        _seen(draw, viewer)
        .where(DrawnRecord.outcome == Outcome.OUT)
        .with_only_columns(DrawnRecord.why, func.count())
        .group_by(DrawnRecord.why)
    )
    counts = {why: number for why, number in rows}
    return [(why, counts[why]) for why in Out if why in counts]


def _seen(draw: Draw, viewer: Viewer) -> Select[DrawnRecord]:
    return (
        select(DrawnRecord)
        .join(DrawnRecord.place)
        .outerjoin(DrawnRecord.child)
        .where(DrawnRecord.draw_id == draw.id, may_be_shown(viewer))
    )


def seen_of(pool: Pool, viewer: Viewer) -> Pool:
    """The pool without the restricted records that the viewer is not cleared for."""
    facts = tuple(
        one
        for one in pool.facts
        if not one.is_restricted or may_at(viewer, Permission.CHILD_RESTRICTED, one.path)
    )
    return replace(pool, facts=facts)


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


def practitioner_names(records: Collection[DrawnRecord], viewer: Viewer) -> dict[int, str]:
    """By the id of the record, where the viewer may see who works there."""
    seen = [one for one in records if may_at(viewer, Permission.PERSON_READ, one.place.path)]
    names = _names({one.practitioner_id for one in seen}, viewer)
    return {one.id: names.get(one.practitioner_id or 0, "") for one in seen}


def _names(people: Collection[int | None], viewer: Viewer) -> dict[int, str]:
    rows = db.session.execute(
        select(Membership.person_id, Membership.name).where(
            Membership.council_id == viewer.council_id,
            Membership.person_id.in_([one for one in people if one]),
        )
    )
    return {person: name for person, name in rows}
