"""Conversations about audits."""

from sqlalchemy import and_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer
from qa_app.audits import queries as audits
from qa_app.audits.models import Audit, Participation
from qa_app.audits.rules import Part
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation
from qa_app.voices.models import Conversation, Reflection

# Whoever reads the record has the conversation; should they have left, whoever signs audits off notes it.
WHO_NOTES = (Permission.AUDIT_WRITE, Permission.AUDIT_SIGN_OFF)


def find_audit_to_talk_about(public_id: str, viewer: Viewer) -> Audit:
    for permission in WHO_NOTES:
        wanted = audits.visible_to(viewer, permission).where(Audit.public_id == public_id)
        if found := db.session.scalars(wanted).one_or_none():
            return found
    raise NoResultFound


def part_of_practitioner(audit: Audit) -> tuple[Reflection | None, Conversation | None, bool]:
    """How far they are, the conversation, and whether the auditor has noted that they took part: in one query."""
    took_part = and_(Participation.audit_id == audit.id, Participation.part == Part.PRACTITIONER)
    wanted = (
        select(Reflection, Conversation, Participation.took_part)
        .select_from(Allocation)
        .outerjoin(Reflection, Reflection.allocation_id == Allocation.id)
        .outerjoin(Conversation, Conversation.audit_id == audit.id)
        .outerjoin(Participation, took_part)
        .where(Allocation.id == audit.allocation_id)
        .options(joinedload(Reflection.practitioner_here), joinedload(Conversation.noted_by_here))
        .execution_options(populate_existing=True)
    )
    reflection, conversation, took = db.session.execute(wanted).one()
    return reflection, conversation, bool(took)


def conversation_of(audit: Audit) -> Conversation | None:
    """As it is now."""
    wanted = (
        select(Conversation)
        .where(Conversation.audit_id == audit.id)
        .options(joinedload(Conversation.noted_by_here))
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(wanted).one_or_none()
