"""Save a section or the judgement of the whole, so that nobody overwrites what somebody else wrote."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from qa_app.access.rules import Viewer
from qa_app.audit_templates.rules import Section
from qa_app.audits.models import Answer, Audit, SectionNote, SectionReading
from qa_app.audits.operations.holding import hold_open
from qa_app.audits.queries.beside import note_of
from qa_app.audits.queries.given import states_of_given
from qa_app.audits.queries.pictures import whole_of, written_in
from qa_app.audits.rules.given import is_partners
from qa_app.audits.rules.regrading import OWN_GRADES_READ, had_read, is_regraded
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection, WrittenWhole
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import record
from qa_app.trail.queries.looks import facts_of_looks

# While somebody types, the trail hears of a section so often and no more.
HEARD_EVERY = timedelta(minutes=30)
NEW = 0
READING = (
    select(SectionReading)
    .where(
        SectionReading.audit_id == bindparam("audit_id"),
        SectionReading.section == bindparam("section"),
    )
    .execution_options(populate_existing=True)
)


class Overtaken(StaleDataError):
    """Somebody else saved the same meanwhile: what they wrote, and the version that holds it."""

    def __init__(self, theirs: WrittenSection | WrittenWhole, version: int, note: str = "") -> None:
        super().__init__("Somebody else saved this while your page was open")
        self.theirs, self.version, self.note = theirs, version, note


def save_section(
    audit: Audit,
    section: Section,
    written: WrittenSection,
    seen: int,
    by: Viewer,
    at: datetime,
    *,
    while_typing: bool = False,
    note: str | None = None,
) -> int:
    """The version that now holds it. Saving the same again changes nothing, so that a retry does no harm.

    The private pad beside the section is saved with it, unless it is None.
    """
    hold_open(audit, by)
    refuse_if_partners(audit, section.id)
    return put_section(audit, section, written, seen, by, at, while_typing=while_typing, note=note)


def refuse_if_partners(audit: Audit, section: str) -> None:
    """What was given to a partner is theirs to write, and theirs as they handed it in."""
    state = states_of_given(audit).get(section)
    if state and is_partners(state):
        raise DomainError("This section is answered by a partner, so you cannot write in it")


def put_section(
    audit: Audit,
    section: Section,
    written: WrittenSection,
    seen: int,
    by: Viewer,
    at: datetime,
    *,
    while_typing: bool,
    note: str | None,
) -> int:
    """Into an audit that is locked, by somebody who may write there."""
    reading, pad = reading_of(audit, section.id), note_of(audit, section.id, by)
    there, version = written_in(reading), reading.version if reading else NEW
    noted = pad.text if pad else ""
    note = noted if note is None else note
    written = kept_beside(written, there)
    if (written, note) == (there, noted):
        return version
    if version != seen:
        raise Overtaken(there, version, noted)
    reading = reading or new_reading(audit, section)
    keep_note(audit, section.id, pad, note, by)
    if written == there:
        # The trail does not hear of the pad, for nobody else reads it.
        write(reading, there, written)
        return reading.version
    reading.saved_at = at
    happened = "audit:section-graded" if written.grade else "audit:section-saved"
    if is_heard(reading, at, while_typing):
        record(happened, by, audit, at=at, section=section.id)
    mark_if_regraded(audit, reading, there.grade, written.grade, by, at)
    write(reading, there, written)
    return reading.version


def mark_if_regraded(
    audit: Audit,
    reading: SectionReading,
    before: str | None,
    after: str | None,
    by: Viewer,
    at: datetime,
) -> None:
    """Whoever may read the audit sees it, with the grade that stood there when they read the practitioner's."""
    if not is_regraded(before, after):
        return
    looks = facts_of_looks(OWN_GRADES_READ, audit.public_id, by.person_id)
    if not had_read(looks, reading.section):
        return
    reading.regraded_at, reading.grade_before = at, reading.grade_before or before
    record("audit:section-regraded", by, audit, at=at, section=reading.section)


def new_reading(audit: Audit, section: Section) -> SectionReading:
    made = SectionReading(
        council_id=audit.council_id, section=section.id, concept=section.concept, reasons={}
    )
    audit.readings.append(made)
    return made


def reading_of(audit: Audit, section: str) -> SectionReading | None:
    """As it is now."""
    about = {"audit_id": audit.id, "section": section}
    return db.session.scalars(READING, about).one_or_none()


def kept_beside(written: WrittenSection, there: WrittenSection) -> WrittenSection:
    """With reasons that were given before and that nobody is asked for now; without empty answers."""
    answers = {one: said for one, said in written.answers.items() if not said.is_empty}
    reasons = {**there.reasons, **written.reasons}
    given = {key: reason for key, reason in reasons.items() if reason}
    return replace(written, answers=answers, reasons=given)


def write(reading: SectionReading, there: WrittenSection, written: WrittenSection) -> None:
    reading.difference, reading.evidence = written.difference, written.evidence
    reading.grade, reading.impact = written.grade, written.impact
    reading.reasons = dict(written.reasons)
    # The version counts its answers too, even where none of its own columns changes.
    flag_modified(reading, "reasons")
    db.session.flush()
    write_answers(reading, there.answers, written.answers)


def write_answers(
    reading: SectionReading, there: Mapping[str, WrittenAnswer], said: Mapping[str, WrittenAnswer]
) -> None:
    """What differs, in a statement each for what is new, changed and gone."""
    new = [one for one in said if one not in there]
    changed = [one for one in said if one in there and said[one] != there[one]]
    gone = [one for one in there if one not in said]
    of_section = Answer.section_reading_id == reading.id
    if new:
        about = {"council_id": reading.council_id, "section_reading_id": reading.id}
        db.session.execute(
            insert(Answer), [{**about, "question": one, **as_row(said[one])} for one in new]
        )
    if changed:
        named = update(Answer.__table__).where(of_section, Answer.question == bindparam("of"))  # type: ignore[arg-type]
        db.session.execute(named, [{"of": one, **as_row(said[one])} for one in changed])
    if gone:
        db.session.execute(delete(Answer).where(of_section, Answer.question.in_(gone)))


def as_row(answer: WrittenAnswer) -> dict[str, object]:
    return {"value": answer.value, "source": answer.source, "evidence": answer.evidence}


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
    hold_open(audit, by)
    db.session.refresh(audit, ["difference", "impact", "grade", "reasons"])
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


def keep_note(audit: Audit, section: str, note: SectionNote | None, text: str, by: Viewer) -> None:
    """The writer's own pad beside a section."""
    if text == (note.text if note else ""):
        return
    if note is None:
        about = {"council_id": audit.council_id, "audit_id": audit.id, "section": section}
        db.session.add(SectionNote(**about, person_id=by.person_id, text=text))
    elif text:
        note.text = text
    else:
        db.session.delete(note)


def destroy_notes(audit: Audit) -> None:
    db.session.execute(delete(SectionNote).where(SectionNote.audit_id == audit.id))
