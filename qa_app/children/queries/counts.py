"""How many children there are, for those who may know that and no more."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select

from qa_app.access.rules import Permission, Viewer
from qa_app.children.models import ChildOnList
from qa_app.children.queries.children import visible_to
from qa_app.children.queries.matching import aliases_of
from qa_app.children.rules.names import match_people
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Place
from qa_app.organisation.queries import hand_over


@dataclass(frozen=True)
class Counts:
    """By status and by team; each number by the status's code."""

    by_status: dict[str, int]
    by_team: dict[str, dict[str, int]]

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


def count_children(viewer: Viewer) -> Counts:
    """Counted over the children the viewer may count; restricted ones only for those cleared."""
    grouped = (
        visible_to(viewer, Permission.CHILD_COUNT)
        .options()
        .with_only_columns(Place.name, ChildOnList.status, func.count())
        .group_by(Place.name, ChildOnList.status)
        .order_by(Place.name)
    )
    by_status: dict[str, int] = {}
    by_team: dict[str, dict[str, int]] = {}
    for team, status, number in db.session.execute(grouped):
        by_status[status] = by_status.get(status, 0) + number
        by_team.setdefault(team, {})[status] = number
    return Counts(by_status, by_team)


def count_naming(viewer: Viewer, person_ids: Collection[int]) -> Mapping[int, int]:
    """How many open records still name each of these people, of those that the viewer may count.

    A list that came after somebody left names them in words alone, for they are no more in the tree.
    """
    rows = _open_rows_naming(viewer, person_ids)
    written = {name for row in rows for person, name in _practitioners(row) if person is None}
    meant = _meant_by(written, viewer.council_id) if written else {}
    named: Counter[int] = Counter()
    for row in rows:
        on_row = {person or meant.get(name, 0) for person, name in _practitioners(row)}
        named.update(on_row.intersection(person_ids))
    return named


def _open_rows_naming(viewer: Viewer, person_ids: Collection[int]) -> list[ChildOnList]:
    """Those with one of these people, and those with somebody whom nobody has found in the tree."""
    first, second = ChildOnList.practitioner_id, ChildOnList.second_practitioner_id
    in_words = or_(
        and_(first.is_(None), ChildOnList.practitioner_written != ""),
        and_(second.is_(None), ChildOnList.second_practitioner_written != ""),
    )
    wanted = visible_to(viewer, Permission.CHILD_COUNT).where(
        ChildOnList.is_open, or_(first.in_(person_ids), second.in_(person_ids), in_words)
    )
    return list(db.session.scalars(wanted))


def _practitioners(row: ChildOnList) -> tuple[tuple[int | None, str], ...]:
    return (
        (row.practitioner_id, row.practitioner_written),
        (row.second_practitioner_id, row.second_practitioner_written),
    )


def _meant_by(written: Collection[str], council_id: int) -> Mapping[str, int]:
    """A name that several people have, here or gone, is nobody's."""
    people = select(Membership.person_id, Membership.name).where(
        Membership.council_id == council_id
    )
    names = {person_id: name for person_id, name in db.session.execute(people)}
    return match_people(written, names, aliases_of(council_id)).found


hand_over.register(
    hand_over.OpenWork(
        "open record still names them",
        "open records still name them",
        count_naming,
        note="A record names somebody else from the next list of children that does.",
    )
)
