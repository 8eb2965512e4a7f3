"""Take in a staff list: see what it would do, then all of it or nothing. Nobody is invited by it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select

from qa_app.access.rules import Permission, Role, Viewer, may
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, about
from qa_app.organisation.models import JobTitleRole, StaffImport
from qa_app.organisation.operations.membership import lock_council
from qa_app.organisation.operations.staff_work import Work
from qa_app.organisation.queries.places import council_of
from qa_app.organisation.queries.staff_imports import surroundings_of
from qa_app.organisation.rules.job_titles import IMPORTABLE, title_key
from qa_app.organisation.rules.staff_list import LAYOUT, from_kept, read_staff
from qa_app.organisation.rules.staff_plan import Plan, plan_of
from qa_app.trail.operations import record
from qa_app.uploads import operations as uploads
from qa_app.uploads.models import Upload
from qa_app.uploads.operations import remember_columns
from qa_app.uploads.queries import columns_chosen
from qa_app.uploads.rules.columns import likely_headings, understood
from qa_app.uploads.rules.headers import rows_below
from qa_app.uploads.rules.kept import Found, as_kept, found_in
from qa_app.uploads.rules.problems import Weight, problem_as_kept, problem_from_kept
from qa_app.uploads.rules.sheets import recognise
from qa_app.uploads.spreadsheet import Sheet, read

KIND, FILE = "staff", "staff_file"
NOT_FOUND = (
    "No staff list was found in {name}. It needs one row of headings with the name, the email "
    "address and the job title."
)
OVERTAKEN = "The list of people has changed since you looked. Look at what would change again."


def read_staff_list(name: str, content: bytes, council_id: int, *, whole: bool) -> Found:
    """Read the file in memory. It takes its time and writes nothing."""
    with about(FILE):
        file = read(content, name)
        seen = [sheet for sheet in file.sheets if not sheet.hidden]
        contents = as_contents(seen, columns_chosen(council_id, KIND, [LAYOUT]))
        if not contents["sheets"] and not contents["headings"]:
            raise DomainError(NOT_FOUND.format(name=name))
    return found_in([(name, content)], {**contents, "how": file.how, "whole": whole})


def keep_preview(found: Found, by: Viewer, at: datetime) -> Upload:
    upload = uploads.preview(found, KIND, council_id=by.council_id, by=by, at=at)
    record("staff-list:previewed", by, upload, at=at, rows=len(found.contents["rows"]))
    return upload


def preview_staff(name: str, content: bytes, *, whole: bool, by: Viewer, at: datetime) -> Upload:
    """Both at once, where nobody else waits."""
    return keep_preview(read_staff_list(name, content, by.council_id, whole=whole), by, at)


def as_contents(seen: Sequence[Sheet], chosen: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The rows and what was wrong; or the headings of a table that was not understood."""
    found = recognise([(sheet.name, sheet.rows) for sheet in seen], [LAYOUT], chosen)
    if not found:
        headings = likely_headings(seen, LAYOUT)
        return {"sheets": [], "headings": headings, "rows": [], "problems": []}
    sheet, header = seen[found[0].sheet], found[0].header
    rows, problems = read_staff(sheet.name, rows_below(sheet.rows, header))
    refused = sum(problem.weight is Weight.REFUSED for problem in problems)
    about = understood(sheet, found[0], rows_read=len(rows) + refused, refused=refused)
    return {
        "sheets": [asdict(about)],
        "headings": [],
        "rows": [as_kept(row) for row in rows],
        "problems": [problem_as_kept(one) for one in problems],
    }


def choose_columns(chosen: Mapping[str, str], by: Viewer, at: datetime) -> None:
    """Which heading holds what, for this list and the next."""
    remember_columns(by.council_id, KIND, LAYOUT, chosen)
    record("staff-list:columns-chosen", by, at=at, columns=len(chosen))


def planned(upload: Upload, by: Viewer, at: datetime) -> Plan:
    """What the upload would do to the council as it stands now."""
    contents = uploads.contents_of(upload, at)
    rows = [from_kept(kept) for kept in contents["rows"]]
    # Whoever may not appoint by hand uses the roles that an administrator chose for job titles.
    there = surroundings_of(
        council_of(by),
        rows,
        by.person_id,
        london_day(at),
        guess=may(by, Permission.PERSON_WRITE),
    )
    # A list of which nothing was read says of nobody that they have left.
    plan = plan_of(rows, there, whole=contents["whole"] and bool(rows))
    plan.problems = [*map(problem_from_kept, contents["problems"]), *plan.problems]
    return plan


def digest_of_plan(plan: Plan) -> str:
    """Changes whenever what would be done does."""
    said = repr((plan.new, plan.changed, plan.ended, plan.places_to_make))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def choose_roles(roles: dict[str, Role | None], by: Viewer, at: datetime) -> None:
    """What job titles mean here, for this list and the next."""
    if any(role and role not in IMPORTABLE for role in roles.values()):
        raise DomainError("An import gives no such role. Appoint these people by hand.")
    known = {
        one.written: one
        for one in db.session.scalars(
            select(JobTitleRole).where(JobTitleRole.council_id == by.council_id)
        )
    }
    for title, role in roles.items():
        key = title_key(title)
        row = known.get(key) or JobTitleRole(council_id=by.council_id, written=key)
        row.role = role
        db.session.add(row)
        known[key] = row
    db.session.flush()
    record("staff-list:roles-chosen", by, at=at, titles=len(roles))


def confirm_staff(upload: Upload, digest: str, by: Viewer, at: datetime) -> StaffImport:
    """Everything that the preview said, or nothing when something has changed since."""
    council = lock_council(by.council_id)
    plan = planned(upload, by, at)
    if digest_of_plan(plan) != digest:
        raise DomainError(OVERTAKEN)
    if plan.does_nothing:
        raise DomainError("This list changes nothing, so there is nothing to import")
    work = Work(council, plan, by, at)
    work.do()
    counts: dict[str, Any] = {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "ended": len(plan.ended),
        "places": len(plan.places_to_make),
    }
    taken_in = StaffImport(
        council_id=council.id,
        name=upload.name,
        at=at,
        by_id=by.person_id,
        counts=counts,
        done=work.done(),
    )
    db.session.add(taken_in)
    db.session.flush()
    uploads.confirm(upload, counts, at)
    record("staff-list:imported", by, taken_in, at=at, **counts)
    return taken_in
