"""Who gets a schedule: added and taken off by its owner, or by themselves."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.schedules.models import Recipient, Schedule
from qa_app.schedules.queries.recipients import list_active, list_who_could, recipient_of
from qa_app.schedules.rules.standing import MOST_RECIPIENTS, Dropped
from qa_app.trail.operations import record

CANNOT = "Select somebody who works here, may open such a report and does not get it yet"
ENOUGH = f"{MOST_RECIPIENTS} people get it, and more cannot. Take somebody off the list first"
NOT_ON_IT = "They do not get it any more"
IS_ENDED = "It is ended"


def add(schedule: Schedule, person_id: str, by: Viewer, at: datetime) -> Recipient:
    """Somebody by the name that addresses have for them. Who was taken off before is on it again."""
    if schedule.ended_at is not None:
        raise DomainError(IS_ENDED)
    if len(list_active(schedule)) >= MOST_RECIPIENTS:
        raise DomainError(Reason(ENOUGH, "person"))
    could = {one.person.public_id: one for one in list_who_could(schedule, london_day(at))}
    if person_id not in could:
        raise DomainError(Reason(CANNOT, "person"))
    person = could[person_id].person
    there = recipient_of(schedule, person.id)
    if there is None:
        there = Recipient(
            council_id=schedule.council_id, schedule_id=schedule.id, person_id=person.id
        )
        db.session.add(there)
    there.added_at, there.dropped_at, there.dropped = at, None, None
    db.session.flush()
    record("report-schedule:recipient-added", by, schedule, at=at, who=person.public_id)
    return there


def take_off(schedule: Schedule, recipient: Recipient, by: Viewer, at: datetime) -> None:
    """They can be added again."""
    if recipient.dropped_at is not None:
        raise DomainError(NOT_ON_IT)
    _drop(schedule, recipient, Dropped.REMOVED, at, by)


def leave(schedule: Schedule, by: Viewer, at: datetime) -> None:
    there = recipient_of(schedule, by.person_id)
    if there is None or there.dropped_at is not None:
        raise DomainError(NOT_ON_IT)
    _drop(schedule, there, Dropped.THEMSELVES, at, by)


def drop(schedule: Schedule, recipient: Recipient, why: Dropped, at: datetime) -> None:
    """By the timer, as it finds that somebody is gone or may no longer open it."""
    _drop(schedule, recipient, why, at, None)


def _drop(
    schedule: Schedule, recipient: Recipient, why: Dropped, at: datetime, by: Viewer | None
) -> None:
    recipient.dropped_at, recipient.dropped = at, why
    record(
        "report-schedule:recipient-dropped",
        by,
        schedule,
        council_id=schedule.council_id,
        at=at,
        who=recipient.person.public_id,
        why=why.name,
    )
