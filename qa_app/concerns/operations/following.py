"""Follow a concern to its end: somebody has it, and it stands on the child's record."""

from datetime import date, datetime

from qa_app.access.rules import Permission, Viewer, may_at
from qa_app.concerns.models import Concern
from qa_app.concerns.queries import is_told
from qa_app.concerns.rules import (
    About,
    Reached,
    why_not_close,
    why_not_received_by,
    why_not_told,
)
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import record


def receive(concern: Concern, by: Viewer, at: datetime) -> None:
    """“I have this”, said by somebody who is signed in."""
    reasons = why_not_received_by(
        concern.state,
        is_raiser=concern.raised_by_id == by.person_id,
        is_for_them=is_for(concern, by),
    )
    if reasons:
        raise DomainError(*reasons)
    concern.received_at, concern.received_by_id = at, by.person_id
    db.session.flush()
    record("concern:received", by, concern, at=at)


def note_told(concern: Concern, reached: Reached, by: Viewer, at: datetime) -> None:
    """Somebody has it by telephone; noted by whoever raised it or could have it themselves."""
    if concern.raised_by_id != by.person_id and not is_for(concern, by):
        raise DomainError("Only whoever raised it, or could have it, notes who was told")
    if reasons := why_not_told(concern.state, reached, london_day(concern.raised_at), at):
        raise DomainError(*reasons)
    concern.received_at, concern.received_by_id = reached.at, by.person_id
    concern.told_name, concern.told_role = reached.name, reached.role
    concern.decided = reached.decided
    db.session.flush()
    record("concern:told-by-telephone", by, concern, at=at)


def close(concern: Concern, on_record_since: date, outcome: str, by: Viewer, at: datetime) -> None:
    """It stands on the child's own record, where those who work with the child read it."""
    if concern.raised_by_id != by.person_id and not is_for(concern, by):
        raise DomainError("Only whoever raised it, or could have it, closes it")
    raised_on = london_day(concern.raised_at)
    if reasons := why_not_close(concern.state, on_record_since, raised_on, london_day(at)):
        raise DomainError(*reasons)
    concern.closed_at, concern.closed_by_id = at, by.person_id
    concern.on_record_since, concern.outcome = on_record_since, outcome
    db.session.flush()
    record("concern:closed", by, concern, at=at)


def is_for(concern: Concern, by: Viewer) -> bool:
    """Told of it, or a manager where the record is; of a colleague, told alone."""
    if is_told(concern, by):
        return True
    if concern.about is About.COLLEAGUE:
        return False
    return may_at(by, Permission.CONCERN_RECEIVE, concern.place.path)
