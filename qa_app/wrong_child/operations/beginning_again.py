"""What was said about an audit that is taken away from its slot, because it was of the wrong child."""

from sqlalchemy import delete, select

from qa_app.audits.models import Audit, Participation
from qa_app.audits.rules import Part
from qa_app.foundation.database import db
from qa_app.foundation.shutting import shut_ones_too
from qa_app.rounds.models import Allocation
from qa_app.voices.models import Conversation, Reflection, Reply
from qa_app.voices.models.asking import SafetyCheck


def begin_again(slot: Allocation, audit: Audit) -> None:
    """The practitioner is heard anew: nothing is released, and no reply stands to words that are gone.

    How they prepared is about their own work on the record of the slot, so that it stays.
    """
    with shut_ones_too():
        there = db.session.scalars(
            select(Reflection).where(Reflection.allocation_id == slot.id)
        ).one_or_none()
    db.session.execute(delete(Conversation).where(Conversation.audit_id == audit.id))
    # What was said of one family is true of no other, and of who took part in one audit of no other.
    db.session.execute(delete(SafetyCheck).where(SafetyCheck.audit_id == audit.id))
    took_part = Participation.part == Part.PRACTITIONER
    db.session.execute(delete(Participation).where(Participation.audit_id == audit.id, took_part))
    if there is None:
        return
    db.session.execute(delete(Reply).where(Reply.reflection_id == there.id))
    there.released_at = there.went_on_at = None
