"""Audits with the lowest grade, as far as somebody may know of them."""

from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.queries import within
from qa_app.access.rules import Permission, Viewer, may
from qa_app.audits.models import Audit
from qa_app.audits.queries import visible_to
from qa_app.audits.rules import HANDED_IN, Status
from qa_app.audits.rules.choosing import is_inadequate
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.moderation.models import Inadequate
from qa_app.moderation.rules.inadequates import working_days_late
from qa_app.organisation.queries.settings import days_off
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State
from qa_app.voices.models import Reflection, Reply

READ = Permission.INADEQUATE_READ
# A timer that stood still for so long still finds them.
LOOKED_BACK = timedelta(days=14)


def seen_by(viewer: Viewer, permission: Permission = READ) -> Select[Inadequate]:
    """A sealed one is in no list of whoever may moderate it: that it is in the list says how it was graded.

    Nobody has to put right what a withdrawn audit found.
    """
    standing = visible_to(viewer, permission).where(
        Audit.status != Status.WITHDRAWN, Allocation.state != State.WITHDRAWN
    )
    # Few audits are in the list: asked for by number, the others are not looked at.
    listed = select(Inadequate.audit_id).where(Inadequate.council_id == viewer.council_id)
    audits = (
        standing.where(Audit.id.in_(listed)).options().with_only_columns(Audit.id).order_by(None)
    )
    return (
        select(Inadequate)
        .join(Inadequate.audit)
        .where(Inadequate.council_id == viewer.council_id, Inadequate.audit_id.in_(audits))
        .options(
            joinedload(Inadequate.said_by_here),
            joinedload(Inadequate.closed_by_here),
            contains_eager(Inadequate.audit).options(
                joinedload(Audit.allocation).options(
                    joinedload(Allocation.place),
                    joinedload(Allocation.child),
                    joinedload(Allocation.auditor_here),
                    joinedload(Allocation.practitioner_here),
                ),
                joinedload(Audit.template_version),
                joinedload(Audit.read_by_here),
            ),
        )
    )


def find_inadequate(public_id: str, viewer: Viewer, permission: Permission = READ) -> Inadequate:
    """Raise NoResultFound for one out of the viewer's reach, as for none at all."""
    wanted = seen_by(viewer, permission).where(Inadequate.public_id == public_id)
    return db.session.scalars(wanted).one()


def list_inadequates(viewer: Viewer, limit: int, offset: int = 0) -> list[Inadequate]:
    """Open ones first, the first due first; then what is closed, the latest first."""
    wanted = seen_by(viewer).order_by(
        Inadequate.closed_at.is_not(None),
        Inadequate.closed_at.desc(),
        Inadequate.said_at.is_not(None),
        Inadequate.due_on,
        Inadequate.id,
    )
    return list(db.session.scalars(wanted.limit(limit).offset(offset)))


def list_to_answer(viewer: Viewer, limit: int) -> list[Inadequate]:
    wanted = (
        seen_by(viewer, Permission.INADEQUATE_ANSWER)
        .where(Inadequate.said_at.is_(None), Inadequate.closed_at.is_(None))
        .order_by(Inadequate.due_on, Inadequate.id)
        .limit(limit)
    )
    return list(db.session.scalars(wanted))


def counts(viewer: Viewer, today: date, *, below: str = "") -> tuple[int, int, int]:
    """All, those that are not closed, and those whose five working days are over without an answer.

    Below one place, as it was when their audits were begun.
    """
    is_open = Inadequate.closed_at.is_(None)
    is_late = and_(is_open, Inadequate.said_at.is_(None), Inadequate.due_on < today)
    numbers = (func.count(), func.count().filter(is_open), func.count().filter(is_late))
    bare = seen_by(viewer).options().order_by(None).with_only_columns(*numbers)
    if below:
        bare = bare.where(within(Audit.place_then, below))
    total, still_open, too_late = db.session.execute(bare).one()
    return total, still_open, too_late


def of_audit(audit: Audit, viewer: Viewer) -> Inadequate | None:
    """For the page of an audit, for whoever may see the list."""
    if not may(viewer, READ):
        return None
    wanted = seen_by(viewer).where(Inadequate.audit_id == audit.id)
    return db.session.scalars(wanted).one_or_none()


def list_new(council_id: int, at: datetime) -> list[Audit]:
    """Handed in, agreed or decided lately with the lowest grade, and not followed yet."""
    followed = select(Inadequate.id).where(Inadequate.audit_id == Audit.id)
    since = at - LOOKED_BACK
    decided = _decided_since(since)
    wanted = (
        select(Audit)
        .join(Audit.allocation)
        .where(
            Audit.council_id == council_id,
            Audit.status.in_(HANDED_IN),
            Allocation.state != State.WITHDRAWN,
            # What practitioners do themselves is between them and those who manage them.
            Allocation.practitioner_id.is_(None),
            or_(Audit.submitted_at >= since, Audit.agreed_at >= since, decided.exists()),
            ~followed.exists(),
        )
        .options(
            contains_eager(Audit.allocation).joinedload(Allocation.place),
            joinedload(Audit.template_version),
            selectinload(Audit.readings),
        )
        .order_by(Audit.id)
    )
    return [one for one in db.session.scalars(wanted) if is_found_inadequate(one)]


def _decided_since(at: datetime) -> Select[int]:
    """Challenges of an audit after which another grade counts."""
    return (
        select(Reply.id)
        .join(Reply.reflection)
        .where(
            Reflection.allocation_id == Audit.allocation_id,
            Reply.decided_grade.is_not(None),
            Reply.decided_at >= at,
        )
        .correlate(Audit)
    )


def is_found_inadequate(audit: Audit) -> bool:
    """By the grades that count: until something is agreed they are the auditor’s."""
    return is_inadequate(audit.template, audit.grades_that_count, audit.grade_that_counts)


def days_late(found: Inadequate) -> int:
    """How many working days too late it was answered; 0 where it was in time, or is not answered."""
    if found.said_at is None:
        return 0
    return working_days_late(found.due_on, london_day(found.said_at), days_off(found.council_id))


def later_audits(audit: Audit, viewer: Viewer) -> list[Audit]:
    """Of the same child, handed in after this one: what may close it."""
    if audit.allocation.child_id is None or audit.submitted_at is None:
        return []
    wanted = (
        visible_to(viewer, READ)
        .where(
            Allocation.child_id == audit.allocation.child_id,
            Audit.id != audit.id,
            Audit.status.in_(HANDED_IN),
            Audit.submitted_at > audit.submitted_at,
        )
        .order_by(Audit.submitted_at)
    )
    return list(db.session.scalars(wanted))
