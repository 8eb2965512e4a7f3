"""The records of a draw as lines that anybody can check by hand."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from qa_app.access.rules import Permission, Viewer, may_at
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from qa_app.rounds.models import Draw, DrawnRecord
from qa_app.rounds.rules.by_hand import Line, family_in, may_be_drawn
from qa_app.rounds.rules.eligibility import Unchecked
from qa_app.rounds.rules.plans import plan_from

KNOWN = ("reference", "outcome", "why", "stratum", "family", "practitioner_id", "on_top")


def lines_of_records(draw: Draw, records: Iterable[DrawnRecord]) -> list[Line]:
    return lines_of(draw, ({name: getattr(one, name) for name in KNOWN} for one in records))


def lines_of(draw: Draw, rows: Iterable[Mapping[str, Any]]) -> list[Line]:
    """In the order of the rows, which may be in the database yet or not."""
    people = _practitioners_of(draw)
    return [
        Line(
            reference=row["reference"],
            may_be_drawn=may_be_drawn(row["outcome"], row["why"]),
            stratum=tuple(row["stratum"]),
            family=family_in(draw.public_id, row["family"]),
            practitioner=people.get(row["practitioner_id"], ""),
            on_top=row["on_top"],
        )
        for row in rows
    ]


def sees_all_of(draw: Draw, viewer: Viewer) -> bool:
    """Whether no record could be kept from them; it says nothing of whether one is."""
    return sees_all_at(draw.council_id, viewer)


def sees_all_at(council_id: int, viewer: Viewer) -> bool:
    council = db.session.get_one(Place, council_id)
    return may_at(viewer, Permission.CHILD_RESTRICTED, council.path)


def not_checked_of(draw: Draw, one: DrawnRecord) -> list[str]:
    """What could not be made sure of: for any record of the list, and for this one."""
    limits = plan_from(draw.planned).limits
    missing = {Unchecked[name] for name in draw.unchecked}
    if limits.siblings_once and not one.family:
        missing.add(Unchecked.FAMILY)
    if one.practitioner_id is None:
        missing.add(Unchecked.PRACTITIONER)
    if not may_be_drawn(one.outcome, one.why):
        return []
    return [each.value.partition(":")[0] for each in Unchecked if each in missing]


def _practitioners_of(draw: Draw) -> dict[int | None, str]:
    """As the trail names them."""
    in_it = select(DrawnRecord.practitioner_id).where(DrawnRecord.draw_id == draw.id)
    rows = db.session.execute(select(Person.id, Person.public_id).where(Person.id.in_(in_it)))
    return {person: public_id for person, public_id in rows}
