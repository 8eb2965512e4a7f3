"""Second opinions that were begun."""

from datetime import date

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.queries import is_waiting, visible_to
from qa_app.audits.queries.sealing import is_readable
from qa_app.audits.rules import Status
from qa_app.foundation.clock import london_day, long_date, working_days_after
from qa_app.foundation.database import db
from qa_app.moderation.models import Moderation, OpenedAgain, SentBack
from qa_app.moderation.rules import waits_for
from qa_app.organisation.queries.settings import days_off
from qa_app.rounds.models import Allocation, Round

MODERATE = Permission.AUDIT_MODERATE
# So long an auditor has to answer, before somebody else may settle it without them.
DAYS_TO_REPLY = 5


def seen_by(viewer: Viewer) -> Select[Moderation]:
    """Where the viewer may moderate, and of audits that they did.

    One that is read openly, or whose grades stand, is kept from whoever may not read its audit, because another
    of that child is sealed.
    """
    where = visible_to(viewer, MODERATE).options().with_only_columns(Audit.id).order_by(None)
    own = visible_to(viewer, Permission.AUDIT_WRITE).options().with_only_columns(Audit.id)
    mine = own.where(Allocation.auditor_id == viewer.person_id)
    return (
        select(Moderation)
        .join(Moderation.audit)
        .join(Audit.allocation)
        .join(Allocation.place)
        .where(
            Moderation.council_id == viewer.council_id,
            or_(Moderation.audit_id.in_(where), Moderation.audit_id.in_(mine)),
            or_(and_(Moderation.blind, Moderation.committed_at.is_(None)), is_readable(viewer)),
        )
        .options(
            joinedload(Moderation.moderator_here),
            joinedload(Moderation.settled_by_here),
            selectinload(Moderation.grades),
            selectinload(Moderation.sendings_back).joinedload(SentBack.by_here),
            selectinload(Moderation.openings).joinedload(OpenedAgain.by_here),
            contains_eager(Moderation.audit).options(
                contains_eager(Audit.allocation).options(
                    contains_eager(Allocation.place),
                    joinedload(Allocation.child),
                    joinedload(Allocation.auditor_here),
                    joinedload(Allocation.practitioner_here),
                    joinedload(Allocation.round).joinedload(Round.programme),
                ),
                joinedload(Audit.template_version),
                joinedload(Audit.read_by_here),
                selectinload(Audit.readings),
            ),
        )
    )


def find_moderation(public_id: str, viewer: Viewer) -> Moderation:
    """Raise NoResultFound for one out of the viewer's reach, as for none at all."""
    return db.session.scalars(seen_by(viewer).where(Moderation.public_id == public_id)).one()


def of_audit(audit: Audit) -> Moderation | None:
    """Of an audit that the viewer has found already."""
    wanted = select(Moderation).where(Moderation.audit_id == audit.id)
    return db.session.scalars(
        wanted.options(
            selectinload(Moderation.grades),
            joinedload(Moderation.moderator_here),
            joinedload(Moderation.settled_by_here),
            selectinload(Moderation.sendings_back).joinedload(SentBack.by_here),
        )
    ).one_or_none()


def list_for_auditor(viewer: Viewer, limit: int) -> list[Moderation]:
    """What the auditor is to answer: feedback without a reply, and audits that came back."""
    wanted = (
        seen_by(viewer)
        .where(
            Allocation.auditor_id == viewer.person_id,
            Audit.status != Status.WITHDRAWN,
            Moderation.compared_at.is_not(None),
            Moderation.replied_at.is_(None),
        )
        .order_by(Moderation.compared_at, Moderation.id)
        .limit(limit)
    )
    return list(db.session.scalars(wanted))


def list_to_settle(viewer: Viewer, today: date) -> list[Moderation]:
    """Where both do not agree, or the auditor let five working days go by."""
    wanted = (
        seen_by(viewer)
        .where(
            is_waiting(),
            Moderation.compared_at.is_not(None),
            Moderation.settled_at.is_(None),
            or_(Moderation.agrees.is_(False), Moderation.agrees.is_(None)),
        )
        .order_by(Moderation.compared_at, Moderation.id)
    )
    found = db.session.scalars(wanted)
    return [one for one in found if one.agrees is False or is_overdue(one, today)]


def is_overdue(moderation: Moderation, today: date) -> bool:
    """Whether the auditor has had their days to answer."""
    until = reply_by(moderation)
    return until is not None and today > until


def reply_by(moderation: Moderation) -> date | None:
    """The last day on which the auditor answers; None until both were set side by side."""
    if moderation.compared_at is None:
        return None
    off = days_off(moderation.council_id)
    return working_days_after(london_day(moderation.compared_at), DAYS_TO_REPLY, off)


def waited_for(moderation: Moderation) -> str:
    """Whom it waits for, and for what; nothing where it is its moderator’s turn, or over."""
    until = reply_by(moderation)
    return waits_for(
        moderation.state,
        moderation.audit.auditor_name,
        long_date(until) if until else "",
        agrees=moderation.agrees,
    )
