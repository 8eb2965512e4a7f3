"""Book the conversation, change or cancel that, and note that it was had."""

from dataclasses import dataclass
from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.audits.operations.holding import hold
from qa_app.audits.operations.people import TookPart, note_part
from qa_app.audits.rules import Part
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.trail.operations import record
from qa_app.voices.models import Conversation
from qa_app.voices.operations.releasing import release_if_due
from qa_app.voices.operations.writing_to import write_to_practitioner
from qa_app.voices.queries.conversations import conversation_of
from qa_app.voices.queries.reflections import of_audit
from qa_app.voices.rules.conversations import TALKED, Held, why_not_book, why_not_note
from qa_app.voices.rules.letters import BOOKED, CANCELLED, Letter

NOTED = "This conversation has been noted, so that nothing is booked any more"
WITHDRAWN = "This audit has been withdrawn, so no conversation is booked any more"
NOT_BOOKED = "No conversation is booked"


@dataclass(frozen=True)
class Talk:
    """What is noted of a conversation."""

    held: Held
    held_on: date
    note: str
    also_there: str = ""


def book(
    audit: Audit, wanted: datetime, minutes: int, by: Viewer, at: datetime, *, address: str
) -> Conversation:
    conversation = _hold_open(audit)
    if trouble := why_not_book(wanted, at):
        raise DomainError(Reason(trouble, "day"))
    if (conversation.booked_for, conversation.minutes) == (wanted, minutes):
        return conversation
    conversation.booked_for, conversation.minutes = wanted, minutes
    conversation.booked_by_id = by.person_id
    conversation.bookings += 1
    db.session.flush()
    record("conversation:booked", by, conversation, at=at)
    _tell(conversation, BOOKED, wanted, at, address)
    return conversation


def cancel(audit: Audit, by: Viewer, at: datetime, *, address: str) -> None:
    conversation = _hold_open(audit)
    if conversation.booked_for is None:
        raise DomainError(NOT_BOOKED)
    was = conversation.booked_for
    conversation.booked_for = conversation.minutes = None
    conversation.bookings += 1
    db.session.flush()
    record("conversation:cancelled", by, conversation, at=at)
    _tell(conversation, CANCELLED, was, at, address)


def note(audit: Audit, talk: Talk, by: Viewer, at: datetime, *, address: str) -> bool:
    """Whether the audit was released by it at once; otherwise the timer releases it when it may be."""
    hold(audit)
    conversation = conversation_of(audit) or _new(audit)
    reasons = why_not_note(
        talk.held_on,
        begun_on=london_day(audit.begun_at),
        today=london_day(at),
        is_withdrawn=audit.is_withdrawn,
        is_noted=conversation.is_noted,
        is_too_early=audit.is_open
        and (talk.held is Held.NOT_WANTED or audit.allocation.auditor_id != by.person_id),
    )
    if reasons:
        raise DomainError(*reasons)
    conversation.held, conversation.held_on = talk.held, talk.held_on
    conversation.note, conversation.also_there = talk.note, talk.also_there
    conversation.noted_at, conversation.noted_by_id = at, by.person_id
    db.session.flush()
    record("conversation:noted", by, conversation, at=at, held=talk.held.name)
    if talk.held in TALKED:
        note_part(audit, Part.PRACTITIONER, TookPart(True), by, at)
    reflection = of_audit(audit)
    return reflection is not None and release_if_due(
        reflection, conversation, by, at, address=address
    )


def _hold_open(audit: Audit) -> Conversation:
    hold(audit)
    if audit.is_withdrawn:
        raise DomainError(WITHDRAWN)
    conversation = conversation_of(audit) or _new(audit)
    if conversation.is_noted:
        raise DomainError(NOTED)
    return conversation


def _new(audit: Audit) -> Conversation:
    made = Conversation(council_id=audit.council_id, audit=audit, bookings=0)
    db.session.add(made)
    db.session.flush()
    return made


def _tell(
    conversation: Conversation, letter: Letter, about: datetime, at: datetime, address: str
) -> None:
    if reflection := of_audit(conversation.audit):
        once = f"booked:{conversation.bookings}"
        write_to_practitioner(letter, reflection, at, address=address, once=once, about=about)
