"""Put whole audits in at once: those that were done elsewhere, and those of the demonstration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert

from qa_app.access.rules import Viewer
from qa_app.audits.models import (
    Answer,
    Audit,
    Finding,
    FindingTheme,
    Participation,
    SectionReading,
)
from qa_app.audits.operations.finishing import mark_handed_in
from qa_app.audits.operations.people import TookPart
from qa_app.audits.rules import FindingKind, Part, Safe, Status
from qa_app.audits.rules.choosing import Choice
from qa_app.audits.rules.written import WrittenSection, WrittenWhole
from qa_app.foundation.database import db, new_public_id
from qa_app.trail.operations import record


@dataclass(frozen=True)
class WrittenFinding:
    kind: FindingKind
    text: str
    themes: tuple[str, ...] = ()
    good_practice: bool = False


@dataclass(frozen=True)
class WrittenAudit:
    """All that an audit says. What it leaves open stays open: nothing here is asked for."""

    sections: Mapping[str, WrittenSection]
    whole: WrittenWhole = WrittenWhole()
    findings: Sequence[WrittenFinding] = ()
    parts: Mapping[Part, TookPart] = field(default_factory=dict)
    # What was said to the question about safety, where it was asked.
    safe: Safe | None = None


def bring_in(audit: Audit, written: WrittenAudit, by: Viewer, at: datetime) -> None:
    """Into an audit that was just begun, in a few statements however much there is."""
    audit.difference, audit.impact = written.whole.difference, written.whole.impact
    audit.grade, audit.reasons = written.whole.grade, dict(written.whole.reasons)
    audit.safe_at_first = written.safe or audit.safe_at_first
    db.session.flush()
    _sections(audit, written.sections, at)
    _findings(audit, written.findings)
    if written.parts:
        db.session.execute(
            insert(Participation), [_part(audit, *one) for one in written.parts.items()]
        )
    db.session.expire(audit, ["readings", "findings", "participations"])
    for section, said in written.sections.items():
        happened = "audit:section-graded" if said.grade else "audit:section-saved"
        record(happened, by, audit, at=at, section=section)


def bring_in_finished(audit: Audit, written: WrittenAudit, by: Viewer, at: datetime) -> None:
    """As it was handed in then. Nobody kept notes beside it or proposed actions in it here."""
    bring_in(audit, written, by, at)
    audit.safe_at_last = audit.safe_at_first
    mark_handed_in(audit, Choice(), by, at)
    audit.status, audit.signed_off_at = Status.SIGNED_OFF, at
    record("audit:submitted", by, audit, at=at)


def _sections(audit: Audit, sections: Mapping[str, WrittenSection], at: datetime) -> None:
    if not sections:
        return
    rows = [_section(audit, section, said, at) for section, said in sections.items()]
    made = insert(SectionReading).returning(SectionReading.id, SectionReading.section)
    ids = {section: own for own, section in db.session.execute(made, rows)}
    answers = [
        {
            "council_id": audit.council_id,
            "section_reading_id": ids[section],
            "question": question,
            "value": one.value,
            "source": one.source,
            "evidence": one.evidence,
        }
        for section, said in sections.items()
        for question, one in said.answers.items()
    ]
    if answers:
        db.session.execute(insert(Answer), answers)


def _section(audit: Audit, section: str, said: WrittenSection, at: datetime) -> dict[str, object]:
    known = audit.template.section(section)
    return {
        "council_id": audit.council_id,
        "audit_id": audit.id,
        "section": section,
        "concept": known.concept if known else "",
        "difference": said.difference,
        "evidence": said.evidence,
        "grade": said.grade,
        "impact": said.impact,
        "agreed_grade": None,
        "reasons": dict(said.reasons),
        "saved_at": at,
        "noted_at": at,
        "version": 1,
    }


def _findings(audit: Audit, findings: Sequence[WrittenFinding]) -> None:
    if not findings:
        return
    rows = [
        {
            "council_id": audit.council_id,
            "public_id": new_public_id(),
            "audit_id": audit.id,
            "kind": one.kind,
            "text": one.text,
            "good_practice": one.good_practice,
            "position": position,
            "version": 1,
        }
        for position, one in enumerate(findings, 1)
    ]
    made = insert(Finding).returning(Finding.id, Finding.position)
    ids = {position: own for own, position in db.session.execute(made, rows)}
    themes = [
        {"council_id": audit.council_id, "finding_id": ids[position], "theme": theme}
        for position, one in enumerate(findings, 1)
        for theme in one.themes
    ]
    if themes:
        db.session.execute(insert(FindingTheme), themes)


def _part(audit: Audit, part: Part, told: TookPart) -> dict[str, object]:
    return {
        "council_id": audit.council_id,
        "audit_id": audit.id,
        "part": part,
        "took_part": told.took_part,
        "why_not": told.why_not,
        "saying": told.saying,
    }
