"""How often practitioners took part, over the audits of the viewer’s places."""

from datetime import date
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, and_, func, select

from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit, Participation
from qa_app.audits.rules import HANDED_IN, Part
from qa_app.foundation.database import db
from qa_app.rounds import queries as rounds
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.rules import State
from qa_app.voices.models import Conversation, Reflection
from qa_app.voices.rules.conversations import TALKED
from qa_app.voices.rules.taking_part import Line


def lines_since(viewer: Viewer, first_month: date) -> list[Line]:
    """Of submitted audits by the month they were due in; a few lines however many audits there are.

    Of children's records alone: whoever counts would otherwise count other audits of the work of a practitioner.
    """
    allocations = (
        rounds.visible_to(viewer, Permission.COMPLETION_READ)
        .with_only_columns(Allocation.id)
        .where(Allocation.state != State.WITHDRAWN, ~rounds.is_own_work())
    )
    audits = (
        select(Audit)
        .join(Audit.allocation)
        .join(Allocation.round)
        .where(
            Audit.status.in_(HANDED_IN),
            Round.month >= first_month,
            Allocation.id.in_(allocations),
        )
    )
    return lines_of(audits, Allocation.place_then)


def lines_of(audits: Select[Audit], place: SQLColumnExpression[str]) -> list[Line]:
    """Of audits joined to their rounds, grouped by all that is known of their practitioners."""
    by: tuple[Any, ...] = (
        Round.month,
        place.label("place"),
        Reflection.invited_at.is_not(None).label("is_invited"),
        Reflection.sent_at.is_not(None).label("is_sent"),
        Conversation.held,
        Participation.took_part,
        Participation.why_not.label("said_why_not"),
        Reflection.why_not.label("own_why_not"),
    )
    wanted = (
        audits.order_by(None)
        .outerjoin(Reflection, Reflection.allocation_id == Allocation.id)
        .outerjoin(Conversation, Conversation.audit_id == Audit.id)
        .outerjoin(
            Participation,
            and_(Participation.audit_id == Audit.id, Participation.part == Part.PRACTITIONER),
        )
        .with_only_columns(*by, func.count().label("number"))
        .group_by(*by)
    )
    return [
        Line(
            month=row.month,
            number=row.number,
            is_invited=bool(row.is_invited),
            is_heard=bool(row.is_sent) or row.held in TALKED,
            said_took_part=row.took_part,
            said_why_not=row.said_why_not,
            own_why_not=row.own_why_not,
            place=row.place,
        )
        for row in db.session.execute(wanted)
    ]
