"""Import a list whole or not at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.children.models import CaseList, Child, ChildOnList
from qa_app.children.operations.open_work import Move, offer_on
from qa_app.children.queries.previews import Preview, kept_keys, preview_of
from qa_app.children.rules.records import OpenRecord
from qa_app.foundation.clock import long_date
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.operations.membership import lock_council
from qa_app.trail.operations import record
from qa_app.uploads import operations as uploads
from qa_app.uploads.models import Upload
from qa_app.uploads.rules.problems import Weight

MAY_BE_WRONG = (
    "Few children of the last list are on this one. Import it only if you have checked that it is "
    "the right list"
)


def confirm_list(
    upload: Upload, by: Viewer | None, at: datetime, *, is_right: bool = False
) -> CaseList:
    """All accepted rows at once. The same file again changes nothing, and gives back the list it made.

    `is_right` says that somebody has looked at a list that shares few children with the last one.
    """
    lock_council(upload.council_id)
    preview = preview_of(upload, uploads.contents_of(upload, at))
    if preview.same:
        uploads.leave(upload, at)
        return preview.same
    if faults := why_not_import(preview):
        raise DomainError(*faults)
    if preview.changes.shares_few and not is_right:
        raise DomainError(MAY_BE_WRONG)
    new_list = uploads.begin(CaseList, upload, counts_of(preview), by, at, as_at=preview.as_at)
    rows = _add_rows(new_list, preview)
    uploads.confirm(upload, new_list.counts, at)
    record(
        "children:imported",
        by,
        new_list,
        council_id=upload.council_id,
        at=at,
        as_at=preview.as_at.isoformat(),
        children=len(rows),
        **new_list.counts["changes"],
    )
    offer_on(_moves(preview.held, rows), by, at)
    return new_list


def why_not_import(preview: Preview) -> list[str]:
    faults = []
    if not preview.records:
        faults.append("There is no child to import. Choose the columns, then upload the file again")
    if preview.held and preview.as_at < preview.held.as_at:
        otherwise = "" if preview.held.used_at else ", or undo the newer list first"
        faults.append(
            f"The list in force is of {long_date(preview.held.as_at)}, which is newer. "
            f"Upload a list of that day or later{otherwise}"
        )
    return faults


def counts_of(preview: Preview) -> dict[str, Any]:
    return {
        "children": len(preview.records),
        "open": preview.still_open,
        "care_leavers": preview.care_leavers,
        "by_status": preview.by_status(),
        "rows": {sheet["code"]: sheet["rows_read"] for sheet in preview.contents["sheets"]},
        "refused": preview.weights[Weight.REFUSED],
        "duplicates": preview.contents["duplicates"],
        "spellings": preview.contents["spellings"],
        "disagreements": preview.contents["disagreements"],
        "without_a_team": preview.without_a_team,
        "changes": preview.changes.counts(),
    }


def _add_rows(new_list: CaseList, preview: Preview) -> dict[int, ChildOnList]:
    """One row a child; of two merged references, the row under the kept one."""
    merged = kept_keys(new_list.council_id)
    children = _children_by_key(new_list, preview.records, merged)
    rows: dict[int, ChildOnList] = {}
    for one in sorted(preview.records, key=lambda one: one.key in merged):
        child = children[merged.get(one.key, one.key)]
        if child.id not in rows:
            rows[child.id] = _row_of(one, child, new_list, preview)
        if one.family_reference:
            child.family_reference = one.family_reference
        if one.restricted and not child.restricted:
            child.restricted, child.restricted_by_list_id = True, new_list.id
    db.session.add_all(rows.values())
    db.session.flush()
    return rows


def _children_by_key(
    new_list: CaseList, records: Sequence[OpenRecord], merged: Mapping[str, str]
) -> dict[str, Child]:
    known = select(Child).where(
        Child.council_id == new_list.council_id, Child.merged_into_id.is_(None)
    )
    children = {child.reference_key: child for child in db.session.scalars(known)}
    for one in records:
        if one.key not in children and one.key not in merged:
            children[one.key] = Child(
                council_id=new_list.council_id, reference=one.reference, reference_key=one.key
            )
            db.session.add(children[one.key])
    db.session.flush()
    return children


def _row_of(one: OpenRecord, child: Child, new_list: CaseList, preview: Preview) -> ChildOnList:
    return ChildOnList(
        council_id=new_list.council_id,
        case_list_id=new_list.id,
        child_id=child.id,
        status=one.status,
        is_open=one.is_open,
        also_on_plan=one.also_on_plan,
        status_since=one.status_since,
        legal_status=one.legal_status,
        category=one.category,
        plan_start=one.plan_start,
        birth_year=one.birth_year,
        birth_month=one.birth_month,
        age=one.age,
        gender=one.gender,
        ethnic_group=one.ethnic_group,
        disability=one.disability,
        last_seen=one.last_seen,
        last_review=one.last_review,
        place_id=preview.tree.place_of(one),
        team_written=one.team,
        practitioner_id=preview.tree.practitioner_of(one),
        practitioner_written=one.practitioner,
        second_practitioner_id=preview.tree.second_of(one),
        second_practitioner_written=one.second_practitioner,
        source_list=one.source_list,
        source_row=one.source_row,
    )


def _moves(held: CaseList | None, rows: Mapping[int, ChildOnList]) -> list[Move]:
    if held is None:
        return []
    before = db.session.scalars(
        select(ChildOnList)
        .where(ChildOnList.case_list_id == held.id, ChildOnList.is_open)
        .order_by(ChildOnList.id)
    )
    pairs = [(row, rows.get(row.child_id)) for row in before]
    return [Move(row, after) for row, after in pairs if _has_moved(row, after)]


def _has_moved(before: ChildOnList, after: ChildOnList | None) -> bool:
    if after is None or not after.is_open:
        return True
    return (before.place_id, before.practitioner_id) != (after.place_id, after.practitioner_id)
