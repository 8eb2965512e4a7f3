"""What somebody notes for their own professional development."""

from datetime import datetime

from sqlalchemy import delete, or_, select

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Membership
from qa_app.supervision.models import GrowthNote
from qa_app.supervision.rules.growing import KEPT_FOR, MISSING
from qa_app.trail.operations import record

NOT_YOURS = "This note is somebody else’s"


def write_note(text: str, by: Viewer, at: datetime) -> GrowthNote:
    """The trail keeps that a note was written, and nothing of what it says."""
    made = GrowthNote(
        council_id=by.council_id, person_id=by.person_id, text=_needed(text), written_at=at
    )
    db.session.add(made)
    db.session.flush()
    record("growth:note-written", by, at=at)
    return made


def change_note(note: GrowthNote, text: str, by: Viewer, at: datetime) -> None:
    _refuse(note, by)
    note.text, note.changed_at = _needed(text), at
    record("growth:note-changed", by, at=at)


def remove_note(note: GrowthNote, by: Viewer, at: datetime) -> None:
    """For good."""
    _refuse(note, by)
    db.session.delete(note)
    record("growth:note-removed", by, at=at)


def destroy_notes_of_leavers(council_id: int, at: datetime) -> int:
    """For a timer: whoever can no longer sign in cannot read them, and nobody else ever could."""
    long_ago = at - KEPT_FOR
    gone = select(Membership.person_id).where(
        Membership.council_id == council_id,
        or_(Membership.leaves_on < london_day(long_ago), Membership.disabled_at < long_ago),
    )
    theirs = GrowthNote.council_id == council_id, GrowthNote.person_id.in_(gone)
    number: int = db.session.execute(delete(GrowthNote).where(*theirs)).rowcount  # type: ignore[attr-defined]
    if number:
        record("growth:notes-destroyed", None, council_id=council_id, at=at, count=number)
    return number


def _needed(text: str) -> str:
    if not text.strip():
        raise DomainError(Reason(MISSING, "text"))
    return text.strip()


def _refuse(note: GrowthNote, by: Viewer) -> None:
    if (note.person_id, note.council_id) != (by.person_id, by.council_id):
        raise DomainError(NOT_YOURS)
