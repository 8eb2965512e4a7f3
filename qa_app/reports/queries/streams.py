"""Rows from the database in portions, so that memory does not grow with them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from qa_app.audits.models import Answer, FindingTheme, SectionReading
from qa_app.foundation.database import db
from qa_app.learning.models import CheckedTheme

AT_ONCE = 1000
# Tables by themselves: the audits that they are asked for are not shut, and are the viewer’s to open.
READINGS, ANSWERS = SectionReading.__table__, Answer.__table__
OWN, CHECKED = FindingTheme.__table__, CheckedTheme.__table__

Rows = Sequence[Any]
Wanted = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Part:
    """Some of the rows that there are, for those who read them page by page."""

    limit: int | None = None
    offset: int = 0

    def of(self, wanted: Wanted) -> Wanted:
        return wanted if self == ALL else wanted.limit(self.limit).offset(self.offset)


ALL = Part()


def portions(wanted: Wanted) -> Iterator[Rows]:
    yield from db.session.execute(wanted, execution_options={"yield_per": AT_ONCE}).partitions()


def readings_of(audit_ids: Collection[int]) -> dict[int, list[Any]]:
    """By audit: section, concept and the grade that counts."""
    grade = func.coalesce(READINGS.c.agreed_grade, READINGS.c.grade)
    wanted = (
        select(READINGS.c.audit_id, READINGS.c.section, READINGS.c.concept, grade.label("grade"))
        .where(READINGS.c.audit_id.in_(audit_ids))
        .order_by(READINGS.c.audit_id, READINGS.c.id)
    )
    return _grouped(wanted)


def answers_of(audit_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """By audit and question; an empty answer is none."""
    wanted = (
        select(READINGS.c.audit_id, ANSWERS.c.question, ANSWERS.c.value)
        .join(ANSWERS, ANSWERS.c.section_reading_id == READINGS.c.id)
        .where(READINGS.c.audit_id.in_(audit_ids), ANSWERS.c.value != "")
        .order_by(READINGS.c.audit_id, ANSWERS.c.id)
    )
    grouped = _grouped(wanted)
    return {audit: {one.question: one.value for one in rows} for audit, rows in grouped.items()}


def themes_of(finding_ids: Collection[int], checked: Collection[int]) -> dict[int, list[str]]:
    """As they were checked; as their auditor chose, until then."""
    own = [one for one in finding_ids if one not in {*checked}]
    found: dict[int, list[str]] = defaultdict(list)
    for table, ids in ((OWN, own), (CHECKED, checked)):
        wanted = (
            select(table.c.finding_id, table.c.theme)
            .where(table.c.finding_id.in_(ids))
            .order_by(table.c.finding_id, table.c.id)
        )
        for finding, theme in db.session.execute(wanted):
            found[finding].append(theme)
    return found


def _grouped(wanted: Wanted) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(wanted):
        found[row.audit_id].append(row)
    return found
