"""Reports to download."""

from datetime import date

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.audits.models import Audit
from qa_app.foundation.clock import london_day, today
from qa_app.reports import queries, rules, workbook
from qa_app.trail.operations import look

reports = Blueprint("reports", __name__, url_prefix="/reports")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@reports.get("/audits.xlsx")
@requires(Permission.REPORT_READ)
def audits() -> ResponseReturnValue:
    found = queries.submitted_audits(viewer())
    shown = [one.child_public_id for one in found if one.child_public_id]
    look("report:exported", viewer(), rows=len(found), report="audits", ids=shown)
    headings = list(dict.fromkeys(heading for audit in found for heading in grades_of(audit)))
    rows = [rules.row(about(audit), grades_of(audit), headings) for audit in found]
    name = f"audits-{today().isoformat()}.xlsx"
    return Response(
        workbook.sheet("Audits", rules.columns_for(headings), rows),
        mimetype=XLSX,
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def about(audit: Audit) -> list[str | int | date]:
    allocation, submitted_at = audit.allocation, audit.submitted_at
    version = audit.template_version
    return [
        allocation.subject,
        allocation.place.name,
        audit.auditor_name,
        version.name,
        version.number,
        allocation.due_on,
        london_day(submitted_at) if submitted_at else "",
        rules.whose_grades(is_agreed=audit.agreed_at is not None, is_moderated=bool(audit.chosen)),
    ]


def grades_of(audit: Audit) -> dict[str, str]:
    """Grades in the template's words, by the heading of the section: the agreed one where there is one."""
    template, given = audit.template, audit.grades_that_count
    graded = ((one.heading, template.grade(given.get(one.id))) for one in template.graded_sections)
    return {heading: grade.words for heading, grade in graded if grade}
