"""What a practitioner writes before the conversation: kept while they type, sent once, or declined."""

from datetime import datetime, timedelta

from sqlalchemy.orm.exc import StaleDataError

from qa_app.access.rules import Viewer
from qa_app.audits.operations.people import TookPart, note_part
from qa_app.audits.rules import Part, WhyNot
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import record
from qa_app.voices.models import OwnGrade, Reflection
from qa_app.voices.operations.releasing import hold
from qa_app.voices.queries.said import graded_sections
from qa_app.voices.rules.preparing import Prepared, missing_before_sending

# While somebody types, the trail hears of it so often and no more.
HEARD_EVERY = timedelta(minutes=30)
NOT_YOURS = "Only the practitioner can say this"
ALREADY_READ = "You can read the audit already"


def save(
    reflection: Reflection,
    prepared: Prepared,
    seen: int,
    by: Viewer,
    at: datetime,
    *,
    while_typing: bool = False,
) -> int:
    """The version that now holds it. Saving the same again changes nothing, so that a retry does no harm."""
    hold_open(reflection, by)
    prepared = prepared.kept
    if prepared == reflection.prepared:
        return reflection.saves
    if reflection.saves != seen:
        raise StaleDataError("Somebody else saved this while your page was open")
    _write(reflection, prepared)
    reflection.saves += 1
    reflection.saved_at = at
    if not while_typing or reflection.noted_at is None or at - reflection.noted_at >= HEARD_EVERY:
        reflection.noted_at = at
        record("reflection:saved", by, reflection, at=at)
    db.session.flush()
    return reflection.saves


def hold_open(reflection: Reflection, by: Viewer) -> None:
    if reflection.practitioner_id != by.person_id:
        raise DomainError(NOT_YOURS)
    hold(reflection)
    db.session.refresh(reflection, ["words", "own_grades", "saves", "noted_at"])
    if trouble := reflection.standing.why_not_prepare:
        raise DomainError(trouble)


def _write(reflection: Reflection, prepared: Prepared) -> None:
    reflection.words = dict(prepared.words)
    there = {one.section: one for one in reflection.own_grades}
    for section, row in there.items():
        if section not in prepared.grades:
            reflection.own_grades.remove(row)
    for section, said in prepared.grades.items():
        found = there.get(section)
        if found is None:
            found = OwnGrade(council_id=reflection.council_id, section=section)
            reflection.own_grades.append(found)
        found.grade, found.words = said.grade, said.words


def send(reflection: Reflection, by: Viewer, at: datetime) -> None:
    """From now on the auditor reads it, and nobody changes it."""
    hold_open(reflection, by)
    missing = missing_before_sending(
        reflection.prepared.kept,
        graded_sections(reflection),
        own_grade_first=reflection.standing.own_grade_first,
    )
    if missing:
        raise DomainError(*(words for _, words in missing))
    reflection.sent_at, reflection.declined_at = at, None
    reflection.why_not, reflection.saying = None, ""
    db.session.flush()
    record("reflection:sent", by, reflection, at=at)
    _note(reflection, TookPart(True), by, at)


def decline(reflection: Reflection, why: WhyNot, saying: str, by: Viewer, at: datetime) -> None:
    """They can still change their mind. What they had written stays their own."""
    hold_open(reflection, by)
    reflection.declined_at, reflection.why_not, reflection.saying = at, why, saying
    db.session.flush()
    record("reflection:declined", by, reflection, at=at, why=why.name)
    _note(reflection, TookPart(False, why, saying), by, at)


def go_on(reflection: Reflection, by: Viewer, at: datetime) -> None:
    """Read the audit without having graded one’s own work first: it cannot be done afterwards."""
    hold_open(reflection, by)
    if not reflection.standing.grades_first:
        raise DomainError(ALREADY_READ)
    reflection.went_on_at = at
    db.session.flush()
    record("reflection:gone-on", by, reflection, at=at)


def _note(reflection: Reflection, told: TookPart, by: Viewer, at: datetime) -> None:
    """The auditor finds it said on their own page, and can still say more."""
    if reflection.audit:
        note_part(reflection.audit, Part.PRACTITIONER, told, by, at)
