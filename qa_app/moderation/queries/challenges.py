"""What practitioners and managers challenge, and auditors do not agree to."""

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.queries import visible_to
from qa_app.audits.queries.sealing import is_readable
from qa_app.foundation.database import db
from qa_app.moderation.queries.independence import moderator_of, subject_of
from qa_app.moderation.queries.moderations import of_audit
from qa_app.moderation.rules.independence import why_not_moderate
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries.auditors import managers_of
from qa_app.voices.models import Reflection, Reply
from qa_app.voices.rules import CHALLENGES, Decision, Outcome
from qa_app.voices.rules.replies import waits_for_a_moderator

MODERATE = Permission.AUDIT_MODERATE
SEEN_IT = "You have seen this audit as a moderator or signed it off, so somebody else decides"


def list_challenges(viewer: Viewer, today: date) -> list[tuple[Reply, Audit]]:
    """Those that wait for a moderator, the oldest first."""
    audits = (
        visible_to(viewer, MODERATE)
        .where(is_readable(viewer))
        .options()
        .with_only_columns(Audit.id)
        .order_by(None)
    )
    wanted = (
        select(Reply, Audit)
        .join(Reply.reflection)
        .join(Audit, Audit.allocation_id == Reflection.allocation_id)
        .where(
            Audit.id.in_(audits),
            Reply.kind.in_(CHALLENGES),
            Reply.decided_at.is_(None),
            or_(Reply.outcome.is_(None), Reply.outcome != Outcome.CORRECTED),
        )
        .options(
            joinedload(Reply.said_by_here),
            joinedload(Audit.allocation).options(
                joinedload(Allocation.place), joinedload(Allocation.child)
            ),
        )
        .order_by(Reply.said_at, Reply.id)
    )
    return [(reply, audit) for reply, audit in db.session.execute(wanted) if waits(reply, today)]


def list_to_decide(viewer: Viewer, today: date) -> list[tuple[Reply, Audit]]:
    """Those that the viewer may decide themself; few wait at a time."""
    listed = list_challenges(viewer, today)
    return [(reply, audit) for reply, audit in listed if not why_not_decide(audit, viewer)]


def waits(reply: Reply, today: date) -> bool:
    return waits_for_a_moderator(
        reply.kind,
        reply.outcome,
        is_decided=reply.decided_at is not None,
        answer_by=reply.answer_by,
        today=today,
    )


def why_not_decide(audit: Audit, viewer: Viewer) -> str:
    """Whoever has moderated, settled or signed the audit off has seen it."""
    found = of_audit(audit)
    seen = {audit.signed_off_by_id}
    if found:
        seen |= {found.moderator_id, found.settled_by_id}
    if viewer.person_id in seen:
        return SEEN_IT
    managers = managers_of(viewer.council_id)
    return why_not_moderate(moderator_of(viewer), subject_of(audit, managers))


def count_decided(viewer: Viewer) -> dict[Decision, int]:
    """Of the audits that the viewer may moderate and read: a decision would tell of what is sealed."""
    readable = visible_to(viewer, MODERATE).where(is_readable(viewer))
    audits = readable.options().with_only_columns(Audit.allocation_id)
    wanted = (
        select(Reply.decision, func.count())
        .join(Reply.reflection)
        .where(Reply.decision.is_not(None), Reflection.allocation_id.in_(audits.order_by(None)))
        .group_by(Reply.decision)
    )
    return {decision: number for decision, number in db.session.execute(wanted) if decision}
