"""What each imported list holds and changed, counted over the children that the viewer may count."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, null, select
from sqlalchemy.orm import aliased

from qa_app.access.rules import Permission, Viewer, may_at
from qa_app.children.models import CaseList, Child, ChildOnList
from qa_app.foundation.database import db


@dataclass(frozen=True)
class Counted:
    """The words of the page that is seen before an import say the same numbers."""

    children: int = 0
    new: int = 0
    closed: int = 0
    left: int = 0
    moved_team: int = 0


def not_hidden_from(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Whoever is not cleared for the whole council counts no restricted child, on no list."""
    if may_at(viewer, Permission.CHILD_RESTRICTED, viewer.council_path):
        return []
    return [Child.restricted.is_(False)]


def count_on(lists: Sequence[CaseList], viewer: Viewer) -> dict[int, Counted]:
    """By the id of the list; one that was undone has nothing left to count."""
    previous = _previous_of(viewer.council_id)
    shown = [one.id for one in lists if one.id in previous]
    befores = {previous[one] for one in shown} - {None}
    found = _count({*shown, *(one for one in befores if one is not None)}, previous, viewer)
    return {one: _with_left(one, found, previous[one]) for one in shown}


def _previous_of(council_id: int) -> dict[int, int | None]:
    """Of each list that was not undone: the one before it."""
    ids = db.session.scalars(
        select(CaseList.id)
        .where(CaseList.council_id == council_id, CaseList.undone_at.is_(None))
        .order_by(CaseList.as_at, CaseList.id)
    ).all()
    return dict(zip(ids, [None, *ids], strict=False))


def _count(
    lists: Collection[int], previous: Mapping[int, int | None], viewer: Viewer
) -> dict[int, Counted]:
    here, before = aliased(ChildOnList), aliased(ChildOnList)
    known = {one: previous[one] for one in lists if previous[one] is not None}
    list_before = case(known, value=here.case_list_id) if known else null()
    rows = db.session.execute(
        select(
            here.case_list_id,
            func.count(),
            _how_many(before.id.is_(None)),
            _how_many(and_(before.is_open, here.is_open.is_(False))),
            _how_many(before.place_id != here.place_id),
        )
        .join(Child, Child.id == here.child_id)
        .outerjoin(
            before, and_(before.case_list_id == list_before, before.child_id == here.child_id)
        )
        .where(here.case_list_id.in_(lists), Child.merged_into_id.is_(None))
        .where(*not_hidden_from(viewer))
        .group_by(here.case_list_id)
    )
    return {
        of: Counted(children, new, closed, moved_team=moved)
        for of, children, new, closed, moved in rows
    }


def _how_many(holds: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((holds, 1), else_=0))


def _with_left(one: int, found: Mapping[int, Counted], before: int | None) -> Counted:
    this = found.get(one, Counted())
    held = found.get(before, Counted()).children if before else 0
    left = held - (this.children - this.new)
    return Counted(this.children, this.new, this.closed, left, this.moved_team)
