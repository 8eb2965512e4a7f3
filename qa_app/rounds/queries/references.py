"""Pasted or uploaded references as a pool to draw from, with what the council knows of each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from qa_app.access.rules import Permission, Viewer, may_at
from qa_app.children.models import Child
from qa_app.children.queries.matching import InTree, match_tree
from qa_app.children.rules.kept import from_kept
from qa_app.children.rules.records import OpenRecord
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries.drawing import Ready, ready_to_draw
from qa_app.rounds.queries.planner import find_round_to_run
from qa_app.rounds.queries.pools import held_on, open_list, paths_of
from qa_app.rounds.rules import OPEN, State
from qa_app.rounds.rules.eligibility import Facts, Unfinished
from qa_app.rounds.rules.plans import Source
from qa_app.rounds.rules.pools import Forecast, Pool, digest_of_references, forecast
from qa_app.uploads.models import Upload
from qa_app.uploads.queries import find_upload
from qa_app.uploads.rules.identifiers import key_of
from qa_app.uploads.rules.problems import Problem, Weight, problem_from_kept

KIND = "references"


@dataclass(frozen=True)
class ChildKnown:
    """A child whom a reference names; of a merged one the child that it became."""

    id: int
    reference: str
    is_restricted: bool


@dataclass(frozen=True)
class Preview:
    """What a draw from an upload would be made of: counts and cells, and no reference."""

    round: Round
    contents: Mapping[str, Any]
    records: tuple[OpenRecord, ...]
    problems: tuple[Problem, ...]
    tree: InTree
    ready: Ready
    forecast: Forecast
    # Of those whom the viewer may see: no count gives a restricted record away.
    children: int

    @property
    def refused(self) -> int:
        return sum(one.weight is Weight.REFUSED for one in self.problems)

    @property
    def rows(self) -> int:
        return len(self.records) + self.refused + int(self.contents["duplicates"])


def find_references(public_id: str, viewer: Viewer) -> tuple[Upload, Round]:
    """The upload and the round that it is for; not found for whoever may not run that round."""
    upload = find_upload(public_id, KIND, viewer)
    return upload, find_round_to_run(upload.counts["round"], viewer)


def preview_of(round_: Round, contents: Mapping[str, Any], viewer: Viewer, on: date) -> Preview:
    records = records_in(contents)
    pool = pool_of(round_, records, on)
    ready = ready_to_draw(round_, on, pool)
    seen = [
        one
        for one in pool.facts
        if one.child_id
        and (not one.is_restricted or may_at(viewer, Permission.CHILD_RESTRICTED, one.path))
    ]
    return Preview(
        round_,
        contents,
        records,
        tuple(problem_from_kept(kept) for kept in contents["problems"]),
        match_tree(records, round_.council_id, on),
        ready,
        forecast(pool, round_.programme.plan, on, ready.in_conversation, suits=ready.suits),
        len(seen),
    )


def records_in(contents: Mapping[str, Any]) -> tuple[OpenRecord, ...]:
    return tuple(from_kept({"status": "", **kept}) for kept in contents["records"])


def pool_of(round_: Round, records: Sequence[OpenRecord], on: date) -> Pool:
    """Each reference once. Of a child on the list, the list says who works with it and where."""
    council_id = round_.council_id
    of_children = round_.programme.plan.source is not Source.HOUSEHOLDS
    children = children_named(council_id, {one.key for one in records}) if of_children else {}
    listed = open_list(council_id, on)
    on_list = {one.child_id: one for one in listed.facts} if listed else {}
    written = _AsWritten(match_tree(records, council_id, on), council_id, on)
    facts: dict[str, Facts] = {}
    for one in records:
        child = children.get(one.key)
        known = written.facts(one, child)
        if child and (row := on_list.get(child.id)):
            known = _as_listed(row, known)
        facts.setdefault(known.reference, known)
    return Pool(tuple(facts.values()), on, digest_of_references([*facts]), None)


def _as_listed(row: Facts, written: Facts) -> Facts:
    return replace(
        row,
        is_open=True,
        status_since=written.status_since or row.status_since,
        family=row.family or written.family,
    )


class _AsWritten:
    """What the file alone says of a reference, and what rounds have made of it before."""

    def __init__(self, tree: InTree, council_id: int, on: date) -> None:
        self.tree, self.paths = tree, paths_of(council_id)
        self.held = held_on(council_id, on)
        self.now_read, self.last = audits_of_references(council_id)

    def facts(self, one: OpenRecord, child: ChildKnown | None) -> Facts:
        place_id, practitioner = self.tree.place_of(one), self.tree.practitioner_of(one)
        return Facts(
            reference=child.reference if child else one.reference,
            child_id=child.id if child else None,
            place_id=place_id,
            status_since=one.status_since,
            path=self.paths[place_id],
            family=one.family_reference,
            practitioners=(practitioner,) if practitioner else (),
            is_restricted=child is not None and child.is_restricted,
            held=child is not None and child.id in self.held,
            open_audit=Unfinished.CHASED if one.key in self.now_read else None,
            last_audited=self.last.get(one.key),
        )


def children_named(council_id: int, keys: Collection[str]) -> dict[str, ChildKnown]:
    """By the key of the reference, whichever list named the child."""
    kept = aliased(Child)
    rows = db.session.execute(
        select(Child, kept)
        .outerjoin(kept, Child.merged_into_id == kept.id)
        .where(Child.council_id == council_id)
    )
    return {
        child.reference_key: ChildKnown(
            (into or child).id,
            (into or child).reference,
            child.restricted or (into is not None and into.restricted),
        )
        for child, into in rows
        if child.reference_key in keys
    }


def audits_of_references(council_id: int) -> tuple[set[str], dict[str, date]]:
    """By key: which references are being audited, and when each was last."""
    rows = db.session.execute(
        select(Allocation.reference, Allocation.state, Allocation.done_at)
        .where(Allocation.council_id == council_id, Allocation.practitioner_id.is_(None))
        .order_by(Allocation.done_at)
    )
    now_read, last = set(), {}
    for reference, state, done_at in rows:
        if state in (*OPEN, State.PAUSED):
            now_read.add(key_of(reference))
        if done_at is not None:
            last[key_of(reference)] = done_at.date()
    return now_read, last
