"""What a workbook that waits for a decision would bring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Select, select

from qa_app.children.queries.matching import InTree, chosen_teams
from qa_app.children.rules.names import match_people, match_teams
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person, Place
from qa_app.organisation.rules.places import Kind
from qa_app.past_audits.models import PastImport
from qa_app.past_audits.queries.imports import (
    AUDITORS_CHOSEN,
    TEAMS_CHOSEN,
    chosen_grades,
    known_before,
    same_file,
)
from qa_app.past_audits.rules.counting import MonthLine, by_month
from qa_app.past_audits.rules.kept import from_kept, own_counts_from
from qa_app.past_audits.rules.rows import Written
from qa_app.past_audits.rules.settling import PastRecord, Settled, settle
from qa_app.uploads.models import Upload
from qa_app.uploads.queries import chosen_for
from qa_app.uploads.rules.problems import Problem, Weight, problem_from_kept


@dataclass(frozen=True)
class Preview:
    """Counts and cells, and no reference: what is wrong is found in the file by its row."""

    contents: Mapping[str, Any]
    written: tuple[Written, ...]
    settled: Settled
    tree: InTree
    same: PastImport | None

    @property
    def taken(self) -> Sequence[PastRecord]:
        return self.settled.taken

    @cached_property
    def problems(self) -> list[Problem]:
        """What lost a row first, in the order of the file."""
        found = [problem_from_kept(one) for one in self.contents["problems"]]
        order = list(Weight)
        every = [*found, *self.settled.problems]
        return sorted(every, key=lambda one: (order.index(one.weight), one.sheet, one.row or 0))

    @property
    def not_taken(self) -> list[Problem]:
        return [one for one in self.problems if one.weight is Weight.REFUSED]

    @cached_property
    def months(self) -> list[MonthLine]:
        own = own_counts_from(self.contents["own_counts"])
        return by_month((one.month for one in self.written), self.taken, own)

    @property
    def auditors_as_people(self) -> int:
        return sum(self.auditor_of(one) is not None for one in self.taken)

    @property
    def without_a_place(self) -> int:
        return sum(self.place_of(one) == self.tree.council_id for one in self.taken)

    def place_of(self, record: PastRecord) -> int:
        return self.tree.teams.found.get(record.written.team, self.tree.council_id)

    def auditor_of(self, record: PastRecord) -> int | None:
        """Only where one person of the council has that name, or somebody has said who it is."""
        return self.tree.people.found.get(record.written.auditor)


def preview_of(upload: Upload, contents: Mapping[str, Any], at: datetime) -> Preview:
    """Worked out anew each time: words, teams and people may have been said since the file came in."""
    written = tuple(from_kept(one) for one in contents["audits"])
    this_month, council_id = london_day(at).replace(day=1), upload.council_id
    settled = settle(written, chosen_grades(council_id), this_month, known_before(council_id))
    return Preview(
        contents=contents,
        written=written,
        settled=settled,
        tree=_tree_of(written, council_id),
        same=same_file(council_id, upload.digest),
    )


def _tree_of(written: Sequence[Written], council_id: int) -> InTree:
    """Teams as they are, then those that were; for audits of past years name many that were closed since."""
    teams, others = _places(council_id)
    said = {**chosen_teams(council_id), **_said_of_teams(council_id)}
    return InTree(
        council_id,
        match_teams({one.team for one in written}, teams, others, said),
        match_people(
            {one.auditor for one in written}, _people(council_id), _said_of_auditors(council_id)
        ),
        {},
    )


def _said_of_teams(council_id: int) -> dict[str, int]:
    chosen = chosen_for(council_id, TEAMS_CHOSEN)
    rows = select(Place.public_id, Place.id).where(
        Place.council_id == council_id, Place.public_id.in_(chosen.values())
    )
    return _by_name(chosen, rows)


def _said_of_auditors(council_id: int) -> dict[str, int]:
    chosen = chosen_for(council_id, AUDITORS_CHOSEN)
    rows = (
        select(Person.public_id, Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.council_id == council_id, Person.public_id.in_(chosen.values()))
    )
    return _by_name(chosen, rows)


def _by_name(chosen: Mapping[str, str], rows: Select[str, int]) -> dict[str, int]:
    ids = {public_id: number for public_id, number in db.session.execute(rows)} if chosen else {}
    return {written: ids[one] for written, one in chosen.items() if one in ids}


def _places(council_id: int) -> tuple[dict[int, str], dict[int, str]]:
    """Teams that are open, and every other place below the council."""
    rows = select(Place.id, Place.name, Place.kind, Place.closed_on).where(
        Place.council_id == council_id, Place.kind != Kind.COUNCIL
    )
    teams: dict[int, str] = {}
    others: dict[int, str] = {}
    for place_id, name, kind, closed_on in db.session.execute(rows.order_by(Place.id)):
        (teams if kind is Kind.TEAM and closed_on is None else others)[place_id] = name
    return teams, others


def _people(council_id: int) -> dict[int, str]:
    """Auditors of past years may have left since."""
    rows = select(Membership.person_id, Membership.name).where(Membership.council_id == council_id)
    return {person_id: name for person_id, name in db.session.execute(rows)}
