"""What was said about an audit that is taken away from its slot, because it was of the wrong child."""

from datetime import datetime

from sqlalchemy import delete, or_, select

from qa_app.audits.models import Audit, Participation
from qa_app.audits.rules import Part
from qa_app.follow_up.models import RecordNote, SecondAudit
from qa_app.follow_up.operations.second_audits import take_apart
from qa_app.foundation.database import db
from qa_app.foundation.shutting import shut_ones_too
from qa_app.rounds.models import Allocation
from qa_app.supervision.models import SupervisionTalk, Thanks
from qa_app.voices.models import Conversation, Reflection, Reply
from qa_app.voices.models.asking import SafetyCheck
from qa_app.voices.operations.writing_to import write_to_practitioner
from qa_app.voices.queries.conversations import conversation_of
from qa_app.voices.rules.letters import CANCELLED


def begin_again(slot: Allocation, audit: Audit, at: datetime, address: str) -> None:
    """The practitioner is heard anew: nothing is released, and no reply stands to words that are gone.

    How they prepared is about their own work on the record of the slot, so that it stays.
    """
    with shut_ones_too():
        there = db.session.scalars(
            select(Reflection).where(Reflection.allocation_id == slot.id)
        ).one_or_none()
        booked = conversation_of(audit)
    if there and booked:
        _tell_that_cancelled(there, booked, at, address)
    db.session.execute(delete(Conversation).where(Conversation.audit_id == audit.id))
    # What was said of one family is true of no other, and of who took part in one audit of no other.
    db.session.execute(delete(SafetyCheck).where(SafetyCheck.audit_id == audit.id))
    took_part = Participation.part == Part.PRACTITIONER
    db.session.execute(delete(Participation).where(Participation.audit_id == audit.id, took_part))
    # It stands on the record of the wrong child, was talked through and praised as what it is not.
    for table in (RecordNote, SupervisionTalk, Thanks):
        db.session.execute(delete(table).where(table.audit_id == audit.id))
    take_pairs_apart(slot, audit)
    if there is None:
        return
    db.session.execute(delete(Reply).where(Reply.reflection_id == there.id))
    there.released_at = there.went_on_at = None


def _tell_that_cancelled(
    there: Reflection, booked: Conversation, at: datetime, address: str
) -> None:
    """Whoever has it in their calendar is told, and nothing of why."""
    about = booked.booked_for
    if about is None or booked.is_noted or about < at:
        return
    once = f"booked:{booked.bookings + 1}:wrong-child:{booked.public_id}"
    write_to_practitioner(CANCELLED, there, at, address=address, once=once, about=about)


def take_pairs_apart(slot: Allocation, audit: Audit) -> None:
    """Its record may have been read a second time, or it may have been the second reading itself."""
    either = or_(SecondAudit.audit_id == audit.id, SecondAudit.allocation_id == slot.id)
    with shut_ones_too():
        pairs = db.session.scalars(select(SecondAudit).where(either)).all()
    for pair in pairs:
        take_apart(pair, audit)
