"""Workbooks of past audits: what came in, and what was chosen for the next ones."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from qa_app.children.rules.names import person_key
from qa_app.foundation.database import db
from qa_app.past_audits.models import PastAudit, PastImport, PastSection
from qa_app.past_audits.rules.settling import Earlier, Known, Section
from qa_app.uploads.queries import chosen_for, same_import

KIND = "past-audits"
# What a council said of the headings, and of the words for grades, in its old workbooks.
COLUMNS_CHOSEN, GRADES_CHOSEN = f"{KIND}:columns", f"{KIND}:grades"
TEAMS_CHOSEN, AUDITORS_CHOSEN = f"{KIND}:teams", f"{KIND}:auditors"


def chosen_columns(council_id: int) -> dict[str, str]:
    return chosen_for(council_id, COLUMNS_CHOSEN)


def chosen_grades(council_id: int) -> dict[str, str]:
    return chosen_for(council_id, GRADES_CHOSEN)


def known_before(council_id: int) -> Known:
    """With all by which a row is found to be the same audit."""
    sections: dict[int, list[Section]] = defaultdict(list)
    graded = select(PastSection).where(PastSection.council_id == council_id)
    for one in db.session.scalars(graded):
        sections[one.past_audit_id].append(Section(one.heading, one.concept, one.grade))
    audits = select(PastAudit).where(PastAudit.council_id == council_id).order_by(PastAudit.id)
    known: dict[tuple[str, date], list[Earlier]] = defaultdict(list)
    for audit in db.session.scalars(audits):
        known[audit.reference_key, audit.month].append(
            Earlier(
                audit.grade,
                audit.moderated_grade,
                tuple(sections[audit.id]),
                # Of somebody with an account it is not kept how the file wrote them.
                person_key(audit.auditor_written),
                audit.completed_on,
            )
        )
    return known


def same_file(council_id: int, digest: str) -> PastImport | None:
    """Of the same workbook, as long as anything is there that it brought."""
    is_there = select(PastAudit.id).where(PastAudit.past_import_id == PastImport.id).exists()
    return same_import(PastImport, council_id, digest, is_there)


def count_held(imports: Collection[PastImport]) -> dict[int, int]:
    """By the id of each: how many of its audits are there today."""
    ids = [one.id for one in imports]
    rows = (
        select(PastAudit.past_import_id, func.count())
        .where(PastAudit.past_import_id.in_(ids))
        .group_by(PastAudit.past_import_id)
    )
    return dict.fromkeys(ids, 0) | {one: number for one, number in db.session.execute(rows)}


def count_by_year(council_id: int) -> dict[int, int]:
    """The oldest first. Counts alone, for whoever destroys what is kept no longer."""
    rows = (
        select(PastAudit.month, func.count())
        .where(PastAudit.council_id == council_id)
        .group_by(PastAudit.month)
        .order_by(PastAudit.month)
    )
    years: dict[int, int] = {}
    for month, number in db.session.execute(rows):
        years[month.year] = years.get(month.year, 0) + number
    return years
