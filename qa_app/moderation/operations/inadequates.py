"""Follow an audit with the lowest grade, from the day it was handed in to the audit after it."""

from dataclasses import dataclass
from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audits.operations import hold
from qa_app.foundation.clock import london_day, working_days_after
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.moderation.models import Inadequate
from qa_app.moderation.operations.telling import tell_head_of_service
from qa_app.moderation.queries.inadequates import is_found_inadequate, list_new
from qa_app.moderation.rules.inadequates import (
    CLOSED,
    NEEDS_ANOTHER,
    NOT_ANSWERED,
    STILL_THE_LOWEST,
    WORKING_DAYS,
    Closed,
    Siblings,
)
from qa_app.organisation.models import Place
from qa_app.organisation.queries.settings import days_off
from qa_app.trail.operations import record

OVERTAKEN = "Somebody else changed this at the same moment. Save again to compare theirs with yours"


@dataclass(frozen=True)
class Answer:
    put_right: str
    siblings: Siblings
    siblings_words: str
    support: str


def find_new(council: Place, at: datetime, *, address: str) -> int:
    """For a timer: heads of service who will not moderate it hear the same day, sealed or not."""
    found = list_new(council.id, at)
    for audit in found:
        made = Inadequate(
            council_id=council.id,
            audit=audit,
            found_at=at,
            due_on=working_days_after(london_day(at), WORKING_DAYS, days_off(council.id)),
            put_right="",
            siblings_words="",
            support="",
            closed_words="",
            re_audit="",
        )
        db.session.add(made)
        db.session.flush()
        record("inadequate:found", None, made, council_id=council.id, at=at)
        tell_head_of_service(made, at, address=address)
    return len(found)


def answer(found: Inadequate, said: Answer, by: Viewer, at: datetime) -> None:
    """It can be said again, with what is known by then, until it is closed."""
    _hold(found)
    needs_words = said.siblings in (Siblings.LOOKED, Siblings.TO_LOOK)
    if needs_words and not said.siblings_words.strip():
        raise DomainError("Enter what was or will be looked at for brothers and sisters")
    found.put_right, found.siblings = said.put_right, said.siblings
    found.siblings_words, found.support = said.siblings_words, said.support
    found.said_at, found.said_by_id = at, by.person_id
    db.session.flush()
    record("inadequate:answered", by, found, at=at)


def close(
    found: Inadequate, how: Closed, re_audit: str, words: str, by: Viewer, at: datetime
) -> None:
    _hold(found)
    if found.said_at is None and how is not Closed.NOT_AGREED:
        raise DomainError(NOT_ANSWERED)
    if how is Closed.NOT_AGREED and is_found_inadequate(found.audit):
        raise DomainError(Reason(STILL_THE_LOWEST, "how"))
    if how in NEEDS_ANOTHER and not re_audit:
        raise DomainError("Select the audit that followed. Until there is one this stays open")
    found.closed, found.closed_words = how, words
    found.re_audit = re_audit if how in NEEDS_ANOTHER else ""
    found.closed_at, found.closed_by_id = at, by.person_id
    db.session.flush()
    record("inadequate:closed", by, found, at=at, how=how.name)


def _hold(found: Inadequate) -> None:
    seen = found.version
    hold(found.audit)
    db.session.refresh(found)
    if found.closed_at:
        raise DomainError(CLOSED)
    if found.version != seen:
        raise DomainError(OVERTAKEN)
