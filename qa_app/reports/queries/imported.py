"""Imported audits of the months of a pack: in a table of their own, inside the service alone, and in no figure."""

from collections.abc import Collection, Iterator

from sqlalchemy import Select

from qa_app.access.rules import Viewer
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.insight.queries.past import of_past
from qa_app.insight.rules.grades import WHOLE
from qa_app.insight.rules.past import can_be_narrowed
from qa_app.past_audits.models import PastAudit
from qa_app.past_audits.queries.audits import list_with_children, visible_to
from qa_app.past_audits.rules.certainty import IMPORTED
from qa_app.reports.queries.asking import Ask
from qa_app.reports.rules.tables import Column, Kind, Row, Table, numbers

CERTAINTY = "Imported, less certain"
ABOUT = f"Audits of these months that were imported. {IMPORTED} No figure of this pack counts them."


def imported(ask: Ask) -> list[tuple[PastAudit, Child | None]]:
    """None where it leaves, and none with filters that workbooks know nothing of."""
    if ask.level.leaves or not can_be_narrowed(ask.filters, WHOLE):
        return []
    return ask.once("imported", lambda: list_with_children(of_past(ask.viewer, ask.filters)))


def readable(viewer: Viewer, chosen: Collection[str]) -> Select[PastAudit]:
    """Of those that are named, by their public ids; the others of the council’s are none of these."""
    return visible_to(viewer).where(PastAudit.public_id.in_(chosen))


def ids_of(wanted: Select[PastAudit]) -> set[str]:
    return {*db.session.scalars(wanted.with_only_columns(PastAudit.public_id))}


def imported_audits(ask: Ask) -> Table:
    columns = [
        Column("How certain", width=24),
        Column("Audit", width=15),
        Column("Record", width=15),
        Column("Month", Kind.MONTH),
        Column("Completed", Kind.DAY),
        Column("Place", width=26),
        Column("Team in the file", width=26),
        Column("Auditor", width=24),
        Column("Grade of the whole", width=24),
        Column("Auditor’s grade", width=24),
        Column("Moderated", width=12),
        Column("Grades of sections", width=60),
        Column("Workbook", width=30),
        Column("Sheet", width=20),
        *numbers("Row"),
    ]
    return Table("Imported audits", "imported_audits", ABOUT, columns, _rows(ask), keys=3)


def _rows(ask: Ask) -> Iterator[Row]:
    for one, child in imported(ask):
        yield (
            CERTAINTY,
            ask.audit(one.public_id),
            ask.record(one.reference, child.id if child else None),
            one.month,
            one.completed_on,
            one.place.name if one.place_id != one.council_id else "",
            one.team_written,
            one.auditor_name,
            one.grade_that_counts or "",
            one.grade or "",
            "Yes" if one.moderated else "No",
            "; ".join(f"{section.heading}: {section.grade}" for section in one.sections),
            one.past_import.upload.name,
            one.source_sheet,
            one.source_row,
        )
