"""Conversations about audits."""

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer
from qa_app.audits import queries as audits
from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.voices.models import Conversation

# Whoever reads the record has the conversation; should they have left, whoever signs audits off notes it.
WHO_NOTES = (Permission.AUDIT_WRITE, Permission.AUDIT_SIGN_OFF)


def find_audit_to_talk_about(public_id: str, viewer: Viewer) -> Audit:
    for permission in WHO_NOTES:
        wanted = audits.visible_to(viewer, permission).where(Audit.public_id == public_id)
        if found := db.session.scalars(wanted).one_or_none():
            return found
    raise NoResultFound


def conversation_of(audit: Audit) -> Conversation | None:
    """As it is now."""
    wanted = (
        select(Conversation)
        .where(Conversation.audit_id == audit.id)
        .options(joinedload(Conversation.noted_by_here))
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(wanted).one_or_none()
