"""What decides whether an audit is released to its practitioner, and what is due to be."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.audits.models import Audit
from qa_app.audits.rules import HANDED_IN, Status
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Absence, Appointment, Membership
from qa_app.organisation.queries.settings import days_off
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.rules import State
from qa_app.voices.models import Conversation, Reflection
from qa_app.voices.rules.releases import (
    Decision,
    decide,
    first_moment,
    is_below_good,
    why_not_finished,
)


@dataclass(frozen=True)
class Surroundings:
    """What a council knows on a day: who works there, who is away, and its own days off."""

    here: frozenset[int] = frozenset()
    away: dict[int, list[tuple[date, date | None]]] = field(default_factory=dict)
    off: Sequence[date] = ()


def surroundings_of(council_id: int, at: datetime) -> Surroundings:
    today = london_day(at)
    away: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    absences = select(Absence).where(
        Absence.council_id == council_id,
        or_(Absence.last_day.is_(None), Absence.last_day >= today),
    )
    for one in db.session.scalars(absences):
        away[one.person_id].append((one.first_day, one.last_day))
    here = (
        select(Membership.person_id)
        .join(
            Appointment,
            (Appointment.person_id == Membership.person_id)
            & (Appointment.council_id == Membership.council_id),
        )
        .where(Membership.council_id == council_id, works_here(today), in_force(today))
    )
    return Surroundings(
        frozenset(db.session.scalars(here)), dict(away), tuple(days_off(council_id))
    )


def decision_for(
    reflection: Reflection,
    conversation: Conversation | None,
    around: Surroundings,
    at: datetime,
) -> Decision:
    audit = reflection.audit
    status = audit.status_now if audit else Status.DRAFT
    return decide(
        not_finished=why_not_finished(status, reflection.allocation.round.programme.plan.released),
        is_below_good=audit is not None and is_below_good(reflection.template, grades_of(audit)),
        is_noted=conversation is not None and conversation.is_noted,
        is_here=reflection.practitioner_id in around.here,
        away=around.away.get(reflection.practitioner_id, ()),
        at=at,
        off=around.off,
    )


def first_moment_for(reflection: Reflection, at: datetime) -> datetime:
    """When they may hear of something in it: never over a weekend, nor while they are away, as far as that is known."""
    around = surroundings_of(reflection.council_id, at)
    away = around.away.get(reflection.practitioner_id, ())
    return first_moment(at, away, around.off) or first_moment(at, (), around.off) or at


def is_released(audit: Audit) -> bool:
    """Whether its practitioner was given it to read; as it is now."""
    released = select(Reflection.id).where(
        Reflection.allocation_id == audit.allocation_id, Reflection.released_at.is_not(None)
    )
    return db.session.scalar(released) is not None


def grades_of(audit: Audit) -> list[str | None]:
    """As its auditor gave them, and as they were agreed."""
    given = [*audit.grades.values(), *audit.grades_that_count.values()]
    return [*given, audit.grade, audit.agreed_grade]


def list_unreleased(council_id: int) -> list[tuple[Reflection, Conversation | None]]:
    """Of audits that were submitted, the longest ago first."""
    wanted = (
        select(Reflection, Conversation)
        .join(Reflection.allocation)
        .join(Reflection.audit)
        .outerjoin(Conversation, Conversation.audit_id == Audit.id)
        .where(
            Reflection.council_id == council_id,
            Reflection.released_at.is_(None),
            Audit.status.in_(HANDED_IN),
            Allocation.state != State.WITHDRAWN,
        )
        .options(
            contains_eager(Reflection.allocation).options(
                joinedload(Allocation.child),
                joinedload(Allocation.round).joinedload(Round.programme),
            ),
            contains_eager(Reflection.audit).options(
                selectinload(Audit.readings), joinedload(Audit.template_version)
            ),
        )
        .order_by(Audit.submitted_at, Reflection.id)
    )
    return [(reflection, talk) for reflection, talk in db.session.execute(wanted)]
