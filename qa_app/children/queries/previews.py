"""What a list that waits for a decision would do."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import not_, select
from sqlalchemy.orm import aliased

from qa_app.access.rules import Viewer
from qa_app.children.models import CaseList, Child, ChildOnList
from qa_app.children.queries.imported import not_hidden_from
from qa_app.children.queries.lists import list_in_force
from qa_app.children.queries.matching import InTree, match_tree
from qa_app.children.rules.changes import ListChanges, Standing, list_changes
from qa_app.children.rules.kept import from_kept
from qa_app.children.rules.names import person_key
from qa_app.children.rules.records import OpenRecord
from qa_app.children.rules.statuses import CARE_LEAVER, PROTECTION
from qa_app.foundation.database import db
from qa_app.uploads.models import Upload
from qa_app.uploads.queries import same_import
from qa_app.uploads.rules.problems import Problem, Weight, count_by_weight, problem_from_kept


@dataclass(frozen=True)
class Preview:
    """Counts and cells; no reference, so that somebody who may only count may decide."""

    as_at: date
    contents: Mapping[str, Any]
    records: tuple[OpenRecord, ...]
    problems: tuple[Problem, ...]
    tree: InTree
    changes: ListChanges
    held: CaseList | None
    same: CaseList | None

    def by_status(self) -> dict[str, int]:
        return dict(Counter(record.status for record in self.records))

    def by_place(self) -> dict[int, int]:
        return dict(Counter(self.tree.place_of(record) for record in self.records))

    def by_unknown_team(self) -> list[tuple[str, int]]:
        """The teams that the tree does not have, as the file writes them, each with its children."""
        named = Counter(record.team for record in self.records)
        return [(team, named[team]) for team in self.tree.teams.unsettled]

    def with_weight(self, weight: str) -> list[Problem]:
        return [problem for problem in self.problems if problem.weight is Weight[weight]]

    @property
    def weights(self) -> dict[Weight, int]:
        return count_by_weight(self.problems)

    @property
    def still_open(self) -> int:
        """Open records of children; care leavers are counted by themselves."""
        return sum(one.is_open and one.status != CARE_LEAVER for one in self.records)

    @property
    def care_leavers(self) -> int:
        return sum(one.status == CARE_LEAVER for one in self.records)

    @property
    def closed(self) -> int:
        return len(self.records) - self.still_open - self.care_leavers

    @property
    def without_a_team(self) -> int:
        return sum(not record.team for record in self.records)

    @property
    def without_a_practitioner(self) -> int:
        return sum(not record.practitioner for record in self.records)

    @property
    def on_a_plan(self) -> int:
        return sum(
            one.also_on_plan or (one.status == PROTECTION and one.is_open) for one in self.records
        )


def preview_of(upload: Upload, contents: Mapping[str, Any]) -> Preview:
    """Worked out anew each time: the tree may have changed since the file came in."""
    as_at = date.fromisoformat(contents["as_at"])
    records = tuple(from_kept(kept) for kept in contents["records"])
    tree = match_tree(records, upload.council_id, as_at)
    held = list_in_force(upload.council_id)
    return Preview(
        as_at=as_at,
        contents=contents,
        records=records,
        problems=tuple(problem_from_kept(kept) for kept in contents["problems"]),
        tree=tree,
        changes=list_changes(
            held_standings(held), coming_standings(records, tree, kept_keys(upload.council_id))
        ),
        held=held,
        same=same_import(CaseList, upload.council_id, upload.digest),
    )


def held_standings(held: CaseList | None) -> dict[str, Standing]:
    if held is None:
        return {}
    rows = (
        select(
            Child.reference_key,
            ChildOnList.place_id,
            ChildOnList.practitioner_id,
            ChildOnList.practitioner_written,
            ChildOnList.status,
            ChildOnList.is_open,
        )
        .join(ChildOnList.child)
        .where(ChildOnList.case_list_id == held.id, Child.merged_into_id.is_(None))
        .order_by(ChildOnList.id)
    )
    return {
        key: Standing(place, person or person_key(written), status, is_open)
        for key, place, person, written, status, is_open in db.session.execute(rows)
    }


def coming_standings(
    records: Sequence[OpenRecord], tree: InTree, merged: Mapping[str, str]
) -> dict[str, Standing]:
    """Of two references that were merged, the row under the kept one speaks."""
    standings: dict[str, Standing] = {}
    for record in sorted(records, key=lambda record: record.key in merged):
        key = merged.get(record.key, record.key)
        practitioner = tree.practitioner_of(record) or person_key(record.practitioner)
        standings.setdefault(
            key,
            Standing(tree.place_of(record), practitioner, record.status, record.is_open),
        )
    return standings


def kept_keys(council_id: int) -> dict[str, str]:
    """The key of every merged reference, and that of the one it was merged into."""
    kept = aliased(Child)
    rows = (
        select(Child.reference_key, kept.reference_key)
        .join(kept, Child.merged_into_id == kept.id)
        .where(Child.council_id == council_id)
    )
    return {merged: into for merged, into in db.session.execute(rows)}


def hidden_from(viewer: Viewer, preview: Preview) -> set[str]:
    """The keys of children whom this viewer does not count, with those whom the list would restrict."""
    if not (shown := not_hidden_from(viewer)):
        return set()
    hidden = db.session.scalars(
        select(Child.reference_key).where(
            Child.council_id == viewer.council_id, Child.merged_into_id.is_(None), not_(*shown)
        )
    )
    merged = kept_keys(viewer.council_id)
    coming = {merged.get(one.key, one.key) for one in preview.records if one.restricted}
    return {*hidden, *coming}


def held_children(preview: Preview, hidden: Collection[str] = ()) -> list[int]:
    """Children on the list in force whose team, practitioner or status would be another one."""
    if preview.held is None:
        return []
    keys = {change.key for change in preview.changes.between.changes}.difference(hidden)
    rows = (
        select(Child.id, Child.reference_key)
        .join(ChildOnList)
        .where(ChildOnList.case_list_id == preview.held.id)
    )
    return [child_id for child_id, key in db.session.execute(rows) if key in keys]
