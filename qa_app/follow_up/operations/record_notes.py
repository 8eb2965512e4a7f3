"""Say that an audit is on the child’s record, or take that back."""

from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.audits.operations import hold
from qa_app.follow_up.models import RecordNote
from qa_app.follow_up.queries.record_notes import note_of, ready_of
from qa_app.follow_up.rules.record_text import why_not_now, why_not_since
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.trail.operations import record


def put_on_record(audit: Audit, put_on: date, by: Viewer, at: datetime) -> RecordNote:
    """Since that day; whoever says so is named beside it."""
    hold(audit)
    if audit.submitted_at is None or audit.is_withdrawn or audit.is_of_own_work:
        raise DomainError("This audit is not for the child’s record")
    today = london_day(at)
    is_released, is_there = ready_of(audit, today) is not None, note_of(audit) is not None
    if trouble := why_not_now(is_released=is_released, is_there=is_there):
        raise DomainError(trouble)
    if trouble := why_not_since(put_on, london_day(audit.submitted_at), today):
        raise DomainError(Reason(trouble, "put_on"))
    made = RecordNote(
        council_id=audit.council_id,
        audit_id=audit.id,
        put_on=put_on,
        said_at=at,
        said_by_id=by.person_id,
    )
    db.session.add(made)
    db.session.flush()
    record("audit:put-on-record", by, audit, at=at, put_on=put_on.isoformat())
    return made


def take_back(audit: Audit, by: Viewer, at: datetime) -> None:
    """It was not there after all. The trail keeps who had said so."""
    hold(audit)
    note = note_of(audit)
    if note is None:
        raise DomainError("Nobody has said that this audit is on the child’s record")
    record(
        "audit:not-on-record",
        by,
        audit,
        at=at,
        put_on=note.put_on.isoformat(),
        said=note.said_by_id,
    )
    db.session.delete(note)
    db.session.flush()
