"""Two references that are one child; and, where they were not, apart again."""

from datetime import datetime

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.children.models import Child, ChildMerge, ChildOnList
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import record


def merge(
    kept: ChildOnList, merged: ChildOnList, reason: str, by: Viewer, at: datetime
) -> ChildMerge:
    """Both stay in the history; only the kept one is on lists, and files may use either."""
    if kept.child_id == merged.child_id:
        raise DomainError("Enter the reference of another record: this is the same one")
    merged.child.merged_into_id = kept.child_id
    # Those that were merged into the other one before follow it.
    for earlier in db.session.scalars(select(Child).where(Child.merged_into_id == merged.child_id)):
        earlier.merged_into_id = kept.child_id
    _restrict_alike(kept.child, merged.child)
    done = ChildMerge(
        council_id=by.council_id,
        kept_id=kept.child_id,
        merged_id=merged.child_id,
        reason=reason,
        at=at,
        by_id=by.person_id,
        row_id=_give_row(kept, merged),
    )
    db.session.add(done)
    db.session.flush()
    record(
        "child:merged",
        by,
        kept.child,
        at=at,
        child=kept.child.public_id,
        merged=merged.child.public_id,
    )
    return done


def _restrict_alike(child: Child, other: Child) -> None:
    """What one of two references was restricted for holds for the other; by hand before by a list."""
    by_a_list_alone = child.restricted_by_list_id and not other.restricted_by_list_id
    if not other.restricted or (child.restricted and not by_a_list_alone):
        return
    child.restricted, child.restricted_by_list_id = True, other.restricted_by_list_id
    child.restricted_reason = other.restricted_reason
    child.restricted_review_on = other.restricted_review_on
    child.restricted_by_id = other.restricted_by_id


def _give_row(kept: ChildOnList, merged: ChildOnList) -> int | None:
    """Where only the other reference is on the list, its row now speaks for the child that is kept."""
    if kept.case_list_id == merged.case_list_id:
        return None
    newer = merged.case_list.as_at >= kept.case_list.as_at
    if newer:
        merged.child = kept.child
    return merged.id if newer else None


def part(done: ChildMerge, by: Viewer, at: datetime) -> None:
    """Take a merge back. What was written meanwhile stays with the reference that was kept.

    Nobody can say which of the two a restriction was meant for, so that it stays on both.
    """
    if done.parted_at:
        raise DomainError("These two references were parted before")
    done.merged.merged_into_id = None
    _restrict_alike(done.merged, done.kept)
    # Those that were merged into the parted one before had followed it, and come back with it.
    for earlier in db.session.scalars(
        select(ChildMerge).where(
            ChildMerge.kept_id == done.merged_id, ChildMerge.parted_at.is_(None)
        )
    ):
        earlier.merged.merged_into_id = done.merged_id
    if done.row_id and (row := db.session.get(ChildOnList, done.row_id)):
        row.child = done.merged
    done.parted_at, done.parted_by_id, done.row_id = at, by.person_id, None
    record(
        "child:parted",
        by,
        done.kept,
        at=at,
        child=done.kept.public_id,
        merged=done.merged.public_id,
    )
