"""What waits for a practitioner, and what waits for an auditor, each on their first page."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.rules import Permission, Viewer
from qa_app.audits import queries as audits
from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.rules import HANDED_IN, Status
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import OPEN
from qa_app.trail.queries.looks import was_looked_at
from qa_app.voices.models import Conversation, Reflection, Reply
from qa_app.voices.queries.reflections import not_withdrawn, own
from qa_app.voices.queries.releases import grades_of
from qa_app.voices.rules import CHALLENGES
from qa_app.voices.rules.releases import is_below_good

# So long a released audit that was not read stands on the first page.
NEW_FOR = timedelta(days=28)


def list_of_own_work(viewer: Viewer, at: datetime, limit: int) -> list[Reflection]:
    """To read first, the newest first, until they have been read; then to prepare, what the auditor reads first."""
    read = was_looked_at("audit:viewed", Audit.public_id, viewer.person_id)
    wanted = (
        not_withdrawn(own(viewer))
        .where(
            or_(
                and_(Reflection.released_at >= at - NEW_FOR, ~read),
                and_(Reflection.released_at.is_(None), Allocation.state.in_(OPEN)),
                and_(Reflection.released_at.is_(None), Audit.submitted_at >= at - NEW_FOR),
            )
        )
        .order_by(
            Reflection.released_at.is_(None),
            Reflection.released_at.desc(),
            Reflection.sent_at.is_not(None),
            Allocation.due_on,
            Reflection.id,
        )
        .limit(limit)
    )
    return list(db.session.scalars(wanted))


def talks_about(reflections: Sequence[Reflection]) -> dict[int, Conversation]:
    """What is booked and not noted, by the practitioner’s part that it is about."""
    audits_of = {one.audit.id: one.id for one in reflections if one.audit}
    wanted = select(Conversation).where(
        Conversation.audit_id.in_(audits_of),
        Conversation.booked_for.is_not(None),
        Conversation.noted_at.is_(None),
    )
    return {audits_of[one.audit_id]: one for one in db.session.scalars(wanted)}


def _mine(viewer: Viewer) -> Select[Audit]:
    return audits.visible_to(viewer, Permission.AUDIT_WRITE).where(
        Allocation.auditor_id == viewer.person_id, Audit.status != Status.WITHDRAWN
    )


def list_upcoming(viewer: Viewer, at: datetime, limit: int) -> list[Conversation]:
    """Booked and not noted, the first first; one that should have been had is still there."""
    mine = _mine(viewer).with_only_columns(Audit.id)
    wanted = (
        select(Conversation)
        .join(Conversation.audit)
        .where(
            Conversation.audit_id.in_(mine),
            Conversation.booked_for.is_not(None),
            Conversation.noted_at.is_(None),
        )
        .options(
            contains_eager(Conversation.audit)
            .joinedload(Audit.allocation)
            .options(joinedload(Allocation.child), joinedload(Allocation.practitioner_here))
        )
        .order_by(Conversation.booked_for, Conversation.id)
        .limit(limit)
    )
    return list(db.session.scalars(wanted))


def list_to_talk_about(viewer: Viewer, limit: int) -> list[Audit]:
    """Submitted, with a grade below good, a practitioner who waits for it, and no conversation booked."""
    talked = select(Conversation.id).where(
        Conversation.audit_id == Audit.id,
        or_(Conversation.noted_at.is_not(None), Conversation.booked_for.is_not(None)),
    )
    waits = select(Reflection.id).where(
        Reflection.allocation_id == Audit.allocation_id, Reflection.released_at.is_(None)
    )
    graded = select(SectionReading.id).where(
        SectionReading.audit_id == Audit.id, SectionReading.grade.is_not(None)
    )
    wanted = (
        _mine(viewer)
        .where(
            Audit.status.in_(HANDED_IN),
            ~talked.exists(),
            waits.exists(),
            or_(graded.exists(), Audit.grade.is_not(None)),
        )
        .order_by(Audit.submitted_at, Audit.id)
    )
    found = db.session.scalars(wanted)
    below = [one for one in found if is_below_good(one.template, grades_of(one))]
    return below[:limit]


def list_disputed(viewer: Viewer, limit: int) -> list[tuple[Reply, Audit]]:
    """Facts in the viewer’s audits that wait for their answer, the oldest first."""
    mine = _mine(viewer).with_only_columns(Audit.id)
    wanted = (
        select(Reply, Audit)
        .join(Reply.reflection)
        .join(Audit, Audit.allocation_id == Reflection.allocation_id)
        .where(
            Audit.id.in_(mine),
            Reply.kind.in_(CHALLENGES),
            Reply.answered_at.is_(None),
            Reply.decided_at.is_(None),
        )
        .options(
            joinedload(Audit.allocation).options(
                joinedload(Allocation.child), joinedload(Allocation.practitioner_here)
            ),
            selectinload(Audit.readings),
        )
        .order_by(Reply.said_at, Reply.id)
        .limit(limit)
    )
    return [(reply, audit) for reply, audit in db.session.execute(wanted)]
