"""What waits for somebody in a whole council, for a timer that writes to them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.audits.models import Audit
from qa_app.audits.queries import is_waiting
from qa_app.audits.rules import Status
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.moderation.models import Inadequate, Moderation
from qa_app.moderation.rules.reminding import late_days
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State
from qa_app.voices.models import Reflection, Reply
from qa_app.voices.rules import CHALLENGES


def is_anything_late(council_id: int, within: int, today: date, off: Collection[date]) -> bool:
    """So that nothing more is asked while no second opinion has waited for too long."""
    first = db.session.scalar(
        select(func.min(Audit.submitted_at)).where(Audit.council_id == council_id, is_waiting())
    )
    return first is not None and bool(late_days([london_day(first)], within, today, off))


def second_opinions_waiting(council_id: int) -> list[Moderation]:
    """Those on which the auditor has not said yet whether they agree."""
    wanted = (
        select(Moderation)
        .join(Moderation.audit)
        .join(Audit.allocation)
        .where(
            Moderation.council_id == council_id,
            is_waiting(),
            Allocation.state != State.WITHDRAWN,
            Moderation.compared_at.is_not(None),
            Moderation.settled_at.is_(None),
            Moderation.agrees.is_(None),
        )
        .options(
            selectinload(Moderation.sendings_back),
            selectinload(Moderation.openings),
            contains_eager(Moderation.audit)
            .contains_eager(Audit.allocation)
            .joinedload(Allocation.place),
        )
        .order_by(Moderation.id)
    )
    return list(db.session.scalars(wanted))


def replies_waiting(council_id: int) -> list[tuple[Reply, Audit]]:
    """Challenges that their auditor has not answered."""
    wanted = (
        select(Reply, Audit)
        .join(Reply.reflection)
        .join(Audit, Audit.allocation_id == Reflection.allocation_id)
        .join(Audit.allocation)
        .where(
            Reply.council_id == council_id,
            Reply.kind.in_(CHALLENGES),
            Reply.answered_at.is_(None),
            Reply.decided_at.is_(None),
            Audit.status != Status.WITHDRAWN,
            Allocation.state != State.WITHDRAWN,
        )
        .options(contains_eager(Audit.allocation))
        .order_by(Reply.id)
    )
    return [(reply, audit) for reply, audit in db.session.execute(wanted)]


def inadequates_to_answer(council_id: int) -> list[Inadequate]:
    wanted = (
        select(Inadequate)
        .join(Inadequate.audit)
        .join(Audit.allocation)
        .where(
            Inadequate.council_id == council_id,
            Inadequate.said_at.is_(None),
            Inadequate.closed_at.is_(None),
            Audit.status != Status.WITHDRAWN,
            Allocation.state != State.WITHDRAWN,
        )
        .options(
            contains_eager(Inadequate.audit)
            .contains_eager(Audit.allocation)
            .options(joinedload(Allocation.place))
        )
        .order_by(Inadequate.id)
    )
    return list(db.session.scalars(wanted))
