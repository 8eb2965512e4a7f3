"""What an auditor does: begin, grade a section, submit."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audit_templates.rules import Section, Template
from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.queries import audit_of
from qa_app.audits.rules import Status, may_move, missing_before_submitting
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.rounds.models import Allocation
from qa_app.rounds.operations import mark_done, mark_started
from qa_app.trail.operations import record


def begin(allocation: Allocation, by: Viewer, at: datetime) -> Audit:
    """The audit of an allocation, made when its auditor first opens it."""
    if there := audit_of(allocation):
        return there
    if allocation.auditor_id != by.person_id:
        raise DomainError("Only the person an audit is allocated to can begin it")
    mark_started(allocation, at)
    audit = Audit(council_id=allocation.council_id, allocation=allocation)
    db.session.add(audit)
    db.session.flush()
    record("audit:begun", by, audit, at=at)
    return audit


def grade_section(
    audit: Audit, section: Section, grade: str | None, evidence: str, by: Viewer, at: datetime
) -> None:
    if audit.status is not Status.DRAFT:
        raise DomainError("This audit has been submitted, so its grades can no longer be changed")
    reading = audit.reading(section.id)
    if reading is None:
        reading = SectionReading(
            council_id=audit.council_id, section=section.id, concept=section.concept
        )
        audit.readings.append(reading)
    reading.grade, reading.evidence = grade, evidence
    happened = "audit:section-graded" if grade else "audit:section-saved"
    record(happened, by, audit, at=at, section=section.id)


def submit(audit: Audit, template: Template, by: Viewer, at: datetime) -> None:
    """Hand in a finished draft."""
    if not may_move(audit.status, Status.SUBMITTED):
        raise DomainError("This audit has been submitted already")
    sections = [(section.id, section.heading) for section in template.graded_sections]
    if missing := missing_before_submitting(audit.grades, sections):
        raise DomainError(*missing)
    audit.status, audit.submitted_at = Status.SUBMITTED, at
    mark_done(audit.allocation, at)
    record("audit:submitted", by, audit, at=at)
