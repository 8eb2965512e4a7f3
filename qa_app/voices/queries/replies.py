"""What practitioners answered, and what waits for an auditor’s answer."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from qa_app.audits.models import Audit, EarlierSection, SectionReading
from qa_app.foundation.database import db
from qa_app.voices.models import Reflection, Reply
from qa_app.voices.rules import CHALLENGES


def list_replies(reflection: Reflection) -> list[Reply]:
    """In the order in which they were written."""
    wanted = (
        select(Reply)
        .where(Reply.reflection_id == reflection.id)
        .options(
            joinedload(Reply.said_by_here),
            joinedload(Reply.answered_by_here),
            joinedload(Reply.decided_by_here),
        )
        .order_by(Reply.said_at, Reply.id)
    )
    return list(db.session.scalars(wanted))


def find_reply(audit: Audit, public_id: str) -> Reply:
    """Of an audit that the viewer has found already."""
    wanted = (
        select(Reply)
        .join(Reply.reflection)
        .where(Reflection.allocation_id == audit.allocation_id, Reply.public_id == public_id)
        .options(joinedload(Reply.said_by_here), joinedload(Reply.reflection))
    )
    return db.session.scalars(wanted).one()


def count_waiting(reflection: Reflection) -> int:
    waits = (Reply.kind.in_(CHALLENGES), Reply.answered_at.is_(None), Reply.decided_at.is_(None))
    wanted = select(func.count()).where(Reply.reflection_id == reflection.id, *waits)
    return db.session.scalar(wanted) or 0


def corrected_at(audit: Audit, section: str) -> datetime | None:
    """When a fact in the section was corrected last."""
    wanted = (
        select(func.max(EarlierSection.replaced_at))
        .join(EarlierSection.reading)
        .where(SectionReading.audit_id == audit.id, SectionReading.section == section)
    )
    return db.session.scalar(wanted)
