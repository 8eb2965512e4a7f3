"""Save a section or the judgement of the whole, so that nobody overwrites what somebody else wrote."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import flag_modified

from qa_app.access.rules import Viewer
from qa_app.audit_templates.rules import Section
from qa_app.audits.models import Answer, Audit, SectionNote, SectionReading
from qa_app.audits.queries.beside import note_of
from qa_app.audits.queries.pictures import whole_of, written_in
from qa_app.audits.rules.written import WrittenSection, WrittenWhole
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import record

# While somebody types, the trail hears of a section so often and no more.
HEARD_EVERY = timedelta(minutes=30)
NEW = 0


class Overtaken(Exception):
    """Somebody else saved the same meanwhile: what they wrote, and the version that holds it."""

    def __init__(self, theirs: WrittenSection | WrittenWhole, version: int) -> None:
        super().__init__("Somebody else saved this while your page was open")
        self.theirs, self.version = theirs, version


def save_section(
    audit: Audit,
    section: Section,
    written: WrittenSection,
    seen: int,
    by: Viewer,
    at: datetime,
    *,
    while_typing: bool = False,
) -> int:
    """The version that now holds it. Saving the same again changes nothing, so that a retry does no harm."""
    refuse_unless_open(audit, by)
    reading = locked_reading(audit, section.id)
    there, version = written_in(reading), reading.version if reading else NEW
    written = kept_beside(written, there)
    if written == there:
        return version
    if version != seen:
        raise Overtaken(there, version)
    if reading is None:
        reading = SectionReading(
            council_id=audit.council_id, section=section.id, concept=section.concept, reasons={}
        )
        audit.readings.append(reading)
    write(reading, written)
    reading.saved_at = at
    # The version counts its answers too, even where none of its own columns changes.
    flag_modified(reading, "saved_at")
    happened = "audit:section-graded" if written.grade else "audit:section-saved"
    if is_heard(reading, at, while_typing):
        record(happened, by, audit, at=at, section=section.id)
    db.session.flush()
    return reading.version


def refuse_unless_open(audit: Audit, by: Viewer) -> None:
    if audit.allocation.auditor_id != by.person_id:
        raise DomainError("Only the person an audit is allocated to can write in it")
    if audit.is_withdrawn:
        raise DomainError("This audit has been withdrawn, so it can no longer be changed")
    if not audit.is_open:
        raise DomainError("This audit has been submitted, so it can no longer be changed here")


def locked_reading(audit: Audit, section: str) -> SectionReading | None:
    """As it is now, with the audit locked, so that two savers come one after the other."""
    db.session.execute(select(Audit.id).where(Audit.id == audit.id).with_for_update())
    return db.session.scalars(
        select(SectionReading)
        .where(SectionReading.audit_id == audit.id, SectionReading.section == section)
        .options(selectinload(SectionReading.answers))
        .execution_options(populate_existing=True)
    ).one_or_none()


def kept_beside(written: WrittenSection, there: WrittenSection) -> WrittenSection:
    """With reasons that were given before and that nobody is asked for now; without empty answers."""
    answers = {one: said for one, said in written.answers.items() if not said.is_empty}
    reasons = {**there.reasons, **written.reasons}
    given = {key: reason for key, reason in reasons.items() if reason}
    return replace(written, answers=answers, reasons=given)


def write(reading: SectionReading, written: WrittenSection) -> None:
    reading.difference, reading.evidence = written.difference, written.evidence
    reading.grade, reading.impact = written.grade, written.impact
    reading.reasons = dict(written.reasons)
    there = {one.question: one for one in reading.answers}
    for question, said in written.answers.items():
        answer = there.pop(question, None)
        if answer is None:
            answer = Answer(council_id=reading.council_id, question=question)
            reading.answers.append(answer)
        answer.value, answer.source, answer.evidence = said.value, said.source, said.evidence
    for gone in there.values():
        reading.answers.remove(gone)


def is_heard(row: SectionReading | Audit, at: datetime, while_typing: bool) -> bool:
    """An act of its own always; typing twice an hour."""
    if while_typing and row.noted_at is not None and at - row.noted_at < HEARD_EVERY:
        return False
    row.noted_at = at
    return True


def save_whole(
    audit: Audit,
    written: WrittenWhole,
    seen: int,
    by: Viewer,
    at: datetime,
    *,
    while_typing: bool = False,
) -> int:
    refuse_unless_open(audit, by)
    db.session.refresh(audit, ["version"], with_for_update=True)
    there = whole_of(audit)
    reasons = {**there.reasons, **written.reasons}
    given = {key: reason for key, reason in reasons.items() if reason}
    written = replace(written, reasons=given)
    if written == there:
        return audit.version
    if audit.version != seen:
        raise Overtaken(there, audit.version)
    audit.difference, audit.impact, audit.grade = written.difference, written.impact, written.grade
    audit.reasons = given
    if is_heard(audit, at, while_typing):
        record("audit:whole-judged", by, audit, at=at)
    db.session.flush()
    return audit.version


def keep_note(audit: Audit, section: str, text: str, by: Viewer) -> None:
    """The writer's own pad beside a section. The trail does not hear of it, for nobody else reads it."""
    refuse_unless_open(audit, by)
    note = note_of(audit, section, by)
    if note is None and text:
        note = SectionNote(
            council_id=audit.council_id, audit_id=audit.id, section=section, person_id=by.person_id
        )
        db.session.add(note)
    if note is not None and text:
        note.text = text
    elif note is not None:
        db.session.delete(note)


def destroy_notes(audit: Audit) -> None:
    db.session.execute(delete(SectionNote).where(SectionNote.audit_id == audit.id))
