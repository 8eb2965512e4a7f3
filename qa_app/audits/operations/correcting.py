"""Correct a fact in an audit that was handed in: the section says the new, and keeps the old beside it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select

from qa_app.access.rules import Viewer
from qa_app.audit_templates.rules import Section
from qa_app.audits.models import Audit, EarlierSection, SectionReading
from qa_app.audits.operations.holding import hold
from qa_app.audits.operations.saving import (
    Overtaken,
    kept_beside,
    reading_of,
    refuse_if_partners,
    write,
)
from qa_app.audits.queries.pictures import picture_of, written_in
from qa_app.audits.rules.missing import in_section
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.written import WrittenSection, as_kept
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import record


def correct_section(
    audit: Audit,
    section: Section,
    written: WrittenSection,
    seen: int,
    why: str,
    by: Viewer,
    at: datetime,
) -> None:
    """Facts alone: the grade and the impact stay as they were judged."""
    hold(audit)
    if not audit.is_handed_in:
        raise DomainError("Only an audit that was submitted is corrected in this way")
    if audit.allocation.auditor_id != by.person_id:
        raise DomainError("Only the person who submitted an audit can correct a fact in it")
    refuse_if_partners(audit, section.id)
    reading = reading_of(audit, section.id)
    if reading is None:
        raise DomainError("Nothing was written in this section")
    there = written_in(reading)
    written = kept_beside(replace(written, grade=there.grade, impact=there.impact), there)
    if written == there:
        raise DomainError("Nothing is different from what was submitted")
    if reading.version != seen:
        raise Overtaken(there, reading.version)
    if worse := newly_missing(picture_of(audit), section, written):
        raise DomainError(*worse)
    put_aside(reading, there, why, by, at)
    reading.saved_at = reading.noted_at = at
    write(reading, there, written)
    record("audit:fact-corrected", by, audit, at=at, section=section.id)


def newly_missing(picture: Picture, section: Section, written: WrittenSection) -> list[str]:
    """What the section would lack that it did not lack when it was handed in."""
    after = replace(picture, sections={**picture.sections, section.id: written})
    before = [one.words for one in in_section(picture, section)]
    return [one.words for one in in_section(after, section) if one.words not in before]


def put_aside(
    reading: SectionReading, said: WrittenSection, why: str, by: Viewer, at: datetime
) -> None:
    before = select(func.count()).where(EarlierSection.section_reading_id == reading.id)
    earlier = EarlierSection(
        council_id=reading.council_id,
        section_reading_id=reading.id,
        number=1 + (db.session.scalar(before) or 0),
        said=as_kept(said),
        why=why,
        replaced_at=at,
        replaced_by_id=by.person_id,
    )
    db.session.add(earlier)
