"""Read a list, show what it would do, and import it whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.children.models import CaseList, Child, ChildOnList
from qa_app.children.operations.open_work import Move, offer_on
from qa_app.children.queries.lists import keeps_characteristics, statuses_of
from qa_app.children.queries.previews import Preview, kept_keys, preview_of
from qa_app.children.rules.kept import as_kept, problem_as_kept, without_characteristics
from qa_app.children.rules.layouts import LAYOUTS, REPORT
from qa_app.children.rules.records import OpenRecord
from qa_app.children.rules.understanding import Understood, understand
from qa_app.foundation.clock import london_day, long_date
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Place
from qa_app.organisation.operations.membership import lock_council
from qa_app.trail.operations import record
from qa_app.uploads import operations as uploads
from qa_app.uploads.models import Upload
from qa_app.uploads.queries import columns_chosen
from qa_app.uploads.rules.columns import likely_headings
from qa_app.uploads.rules.states import digest_of
from qa_app.uploads.spreadsheet import Sheet, read

KIND = "children"
NOT_FOUND = (
    "No list of children was found in {names}. It needs one row of headings with the child’s "
    "reference and their status, or Ofsted’s Annex A lists 6 to 9."
)
MAY_BE_WRONG = (
    "Few children of the last list are on this one. Import it only if you have checked that it is "
    "the right list"
)


@dataclass(frozen=True)
class ReadList:
    """What was understood of the files, before anything is kept."""

    name: str
    digest: str
    contents: dict[str, Any]

    @property
    def records(self) -> int:
        return len(self.contents["records"])


def read_list(
    files: Sequence[tuple[str, bytes]],
    as_at: date,
    council_id: int,
    at: datetime,
    chosen: Mapping[str, Mapping[str, str]] | None = None,
) -> ReadList:
    """Understand the files, in memory. It takes its time and writes nothing."""
    if as_at > london_day(at):
        raise DomainError(Reason("The date of the list must be today or earlier", "as_at"))
    sheets, how = _sheets_of(files)
    statuses = statuses_of(council_id)
    found = understand(sheets, statuses, as_at, chosen or columns_chosen(council_id, KIND, LAYOUTS))
    headings = [] if found.sheets else likely_headings(sheets, REPORT)
    names = ", ".join(name for name, _ in files)
    if not found.sheets and not headings:
        raise DomainError(Reason(NOT_FOUND.format(names=names), "list_file"))
    contents = {
        **_as_contents(found, keeps_characteristics(council_id)),
        "as_at": as_at.isoformat(),
        "how": how,
        "headings": headings,
    }
    return ReadList(names[:250], digest_of(content for _, content in files), contents)


def keep_preview(found: ReadList, council_id: int, by: Viewer | None, at: datetime) -> Upload:
    """Keep the mapped fields for an hour."""
    upload = uploads.preview(
        council_id=council_id,
        kind=KIND,
        name=found.name,
        digest=found.digest,
        contents=found.contents,
        by_id=by.person_id if by else None,
        at=at,
    )
    record("children:previewed", by, upload, council_id=council_id, at=at, records=found.records)
    return upload


def preview_list(
    files: Sequence[tuple[str, bytes]],
    as_at: date,
    council: Place,
    by: Viewer | None,
    at: datetime,
    chosen: Mapping[str, Mapping[str, str]] | None = None,
) -> Upload:
    """Both at once, where nobody else waits."""
    return keep_preview(read_list(files, as_at, council.id, at, chosen), council.id, by, at)


def _sheets_of(files: Sequence[tuple[str, bytes]]) -> tuple[list[Sheet], list[dict[str, str]]]:
    read_files = [read(content, name) for name, content in files]
    sheets = [sheet for file in read_files for sheet in file.sheets]
    return sheets, [{"name": file.name, "how": file.how} for file in read_files]


def _as_contents(found: Understood, with_characteristics: bool) -> dict[str, Any]:
    records = found.records
    if not with_characteristics:
        records = tuple(without_characteristics(one) for one in records)
    return {
        "sheets": [asdict(sheet) for sheet in found.sheets],
        "passed_over": list(found.passed_over),
        "records": [as_kept(one) for one in records],
        "problems": [problem_as_kept(one) for one in found.problems],
        "duplicates": found.duplicates,
        "spellings": found.spellings,
        "disagreements": {kind.name: number for kind, number in found.disagreements.items()},
    }


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
    new_list = _begun(upload, preview, by, at)
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


def _begun(upload: Upload, preview: Preview, by: Viewer | None, at: datetime) -> CaseList:
    new_list = CaseList(
        council_id=upload.council_id,
        upload_id=upload.id,
        digest=upload.digest,
        as_at=preview.as_at,
        imported_at=at,
        imported_by_id=by.person_id if by else None,
        counts=counts_of(preview),
    )
    db.session.add(new_list)
    db.session.flush()
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
        "refused": len(preview.with_weight("REFUSED")),
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
