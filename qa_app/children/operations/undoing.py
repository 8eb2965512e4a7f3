"""Undo an import, until something was decided with its list."""

from datetime import datetime

from sqlalchemy import delete, select, update

from qa_app.access.rules import Viewer
from qa_app.children.models import CaseList, Child, ChildMerge, ChildOnList, ChildRestriction
from qa_app.children.queries.lists import list_in_force
from qa_app.children.rules.undoing import why_not_undo
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.operations.membership import lock_council
from qa_app.trail.operations import record
from qa_app.uploads import operations as uploads


def mark_used(case_list: CaseList, use: str, at: datetime) -> None:
    """A draw was made from this list; from now on it cannot be undone."""
    if case_list.used_at is None:
        case_list.used_at, case_list.used_for = at, use


def undo_list(case_list: CaseList, by: Viewer | None, at: datetime) -> None:
    """The list before it is in force again, as if this one had not come."""
    lock_council(case_list.council_id)
    if why_not := why_not_undo(
        undone=case_list.undone_at is not None,
        used_for=case_list.used_for,
        in_force=case_list == list_in_force(case_list.council_id),
    ):
        raise DomainError(why_not)
    _give_merged_rows_back(case_list)
    _take_away_what_it_brought(case_list)
    uploads.undo(case_list, at)
    record("children:import-undone", by, case_list, council_id=case_list.council_id, at=at)


def _give_merged_rows_back(case_list: CaseList) -> None:
    rows = select(ChildOnList.id).where(ChildOnList.case_list_id == case_list.id)
    db.session.execute(update(ChildMerge).where(ChildMerge.row_id.in_(rows)).values(row_id=None))


def _take_away_what_it_brought(case_list: CaseList) -> None:
    """Its rows; the children that only it named; and what its column restricted."""
    db.session.execute(
        update(Child)
        .where(Child.restricted_by_list_id == case_list.id)
        .values(restricted=False, restricted_by_list_id=None)
    )
    here = select(ChildOnList.child_id).where(ChildOnList.case_list_id == case_list.id)
    elsewhere = select(ChildOnList.child_id).where(ChildOnList.case_list_id != case_list.id)
    with_a_history = select(ChildRestriction.child_id)
    in_merges = select(ChildMerge.kept_id).union(select(ChildMerge.merged_id))
    alone = list(
        db.session.scalars(
            select(Child.id).where(
                Child.id.in_(here),
                Child.id.not_in(elsewhere),
                Child.id.not_in(in_merges),
                Child.id.not_in(with_a_history),
                Child.restricted.is_(False),
            )
        )
    )
    db.session.execute(delete(ChildOnList).where(ChildOnList.case_list_id == case_list.id))
    db.session.execute(delete(Child).where(Child.id.in_(alone)))
    db.session.expire_all()
