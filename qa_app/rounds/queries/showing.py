"""What of a draw the viewer may see: restricted records are there for the cleared alone."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer, may_at
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Place
from qa_app.rounds.models import Allocation, Draw, DrawnRecord
from qa_app.rounds.queries.by_hand import sees_all_of
from qa_app.rounds.queries.proposals import Proposed
from qa_app.rounds.rules.by_hand import may_be_drawn
from qa_app.rounds.rules.eligibility import Out
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.plans import HowMany, plan_from
from qa_app.rounds.rules.pools import Pool
from qa_app.rounds.rules.proposals import Told, told_of

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


def asked_of(draw: Draw, viewer: Viewer) -> int:
    """How many were asked for; where that is every record, those that the viewer may see.

    One that became restricted after it was drawn is asked for no more of whoever may not see it.
    """
    if plan_from(draw.planned).how_many is not HowMany.ALL:
        took_a_place = (DrawnRecord.outcome == Outcome.PICKED, DrawnRecord.on_top.is_(False))
        every = select(DrawnRecord).where(DrawnRecord.draw_id == draw.id, *took_a_place)
        return draw.wanted - _number(every) + _number(_seen(draw, viewer).where(*took_a_place))
    rows = db.session.execute(
        _seen(draw, viewer)
        .with_only_columns(DrawnRecord.outcome, DrawnRecord.why, func.count())
        .group_by(DrawnRecord.outcome, DrawnRecord.why)
    )
    return sum(number for outcome, why, number in rows if may_be_drawn(outcome, why))


def positions_in(records: Sequence[DrawnRecord]) -> dict[int, int]:
    """By the id of the record, counted over these: a gap would tell of a record that is not shown."""
    turns: Counter[tuple[Outcome, Out | None]] = Counter()
    positions = {}
    for one in records:
        if one.position:
            turns[one.outcome, one.why] += 1
            positions[one.id] = turns[one.outcome, one.why]
    return positions


def position_of(drawn: DrawnRecord, viewer: Viewer) -> int:
    """The place of one record among those of its outcome that the viewer may see, itself counted."""
    before = _seen(drawn.draw, viewer).where(
        DrawnRecord.outcome == drawn.outcome, DrawnRecord.position < (drawn.position or 0)
    )
    return 1 + _number(before)


def given_to_nobody(draw: Draw, viewer: Viewer) -> int:
    """Records that were drawn, and of which there is no audit in the round."""
    given = select(Allocation.drawn_record_id).where(
        Allocation.round_id == draw.round_id, Allocation.drawn_record_id.is_not(None)
    )
    wanted = _seen(draw, viewer).where(
        DrawnRecord.outcome == Outcome.PICKED, DrawnRecord.id.not_in(given)
    )
    return _number(wanted)


def told_to(proposed: Proposed, viewer: Viewer | None) -> tuple[list[int], Told]:
    """Which of the records they may see, and the proposal over these; the service sees all of them."""
    drawn = proposed.drawn
    if viewer is None or sees_all_of(proposed.draw, viewer):
        return [*range(len(drawn))], told_of(proposed.proposal, range(len(drawn)), sees_all=True)
    ids = set(db.session.scalars(_seen(proposed.draw, viewer).with_only_columns(DrawnRecord.id)))
    seen = [at for at, one in enumerate(drawn) if one.id in ids]
    return seen, told_of(proposed.proposal, seen, sees_all=False)


def _number(wanted: Select[DrawnRecord]) -> int:
    return db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0


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
