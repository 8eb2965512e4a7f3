"""Those who audit or are about to, as far as the viewer coaches them; and what was noted of them."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Duty, Permission, Reach, Role, Viewer, may, reaches
from qa_app.foundation.database import db
from qa_app.moderation.models import BecomingAuditor, CoachingNote, Moderation, PracticeAudit
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.queries.people import appointed
from qa_app.organisation.queries.viewers import in_force
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries.auditors import MAY_AUDIT
from qa_app.rounds.rules import State


def auditors_visible_to(viewer: Viewer, permission: Permission, on: date) -> Select[Membership]:
    """Where the viewer holds it; themselves where it is their own; and whose audits they have read again."""
    from_here = reaches(viewer, permission)
    seen: list[ColumnElement[bool]] = [appointed(where_permitted(Place.path, viewer, permission))]
    if from_here & {Reach.OWN, Reach.ALLOCATED}:
        seen.append(Membership.person_id == viewer.person_id)
    if Reach.ALLOCATED in from_here:
        seen.append(Membership.person_id.in_(_moderated_by(viewer)))
    return (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(Membership.council_id == viewer.council_id, or_(*seen), _audits(viewer, on))
    )


def find_auditor(
    public_id: str, viewer: Viewer, on: date, permission: Permission = Permission.COACHING_READ
) -> Membership:
    """Raise NoResultFound for somebody out of the viewer's reach, as for nobody at all."""
    wanted = auditors_visible_to(viewer, permission, on)
    return db.session.scalars(wanted.where(Person.public_id == public_id)).one()


def is_within_reach(member: Membership, viewer: Viewer, on: date, permission: Permission) -> bool:
    """The same question, of somebody who is on the page already."""
    if not may(viewer, permission):
        return False
    wanted = auditors_visible_to(viewer, permission, on).with_only_columns(Membership.id)
    return db.session.scalar(wanted.where(Membership.id == member.id)) is not None


def list_new(viewer: Viewer, on: date) -> list[tuple[Membership, BecomingAuditor]]:
    """Those who are not signed off yet, by name."""
    wanted = _with_progress(auditors_visible_to(viewer, Permission.COACHING_READ, on)).where(
        BecomingAuditor.signed_off_at.is_(None)
    )
    return [(member, found) for member, found in db.session.execute(wanted)]


def count_others(viewer: Viewer, on: date) -> int:
    bare = _others(viewer, on).options().with_only_columns(Membership.id).order_by(None)
    return db.session.scalar(select(func.count()).select_from(bare.subquery())) or 0


def list_others(viewer: Viewer, on: date, limit: int, offset: int) -> list[Membership]:
    """Whoever else audits, by name and in no other order."""
    wanted = _others(viewer, on).order_by(func.lower(Membership.name), Membership.id)
    return list(db.session.scalars(wanted.limit(limit).offset(offset)))


def becoming_of(people: Collection[int], council_id: int) -> dict[int, BecomingAuditor]:
    wanted = (
        select(BecomingAuditor)
        .where(BecomingAuditor.council_id == council_id, BecomingAuditor.person_id.in_(people))
        .options(
            selectinload(BecomingAuditor.practised).joinedload(PracticeAudit.noted_by_here),
            joinedload(BecomingAuditor.signed_off_by_here),
        )
    )
    return {one.person_id: one for one in db.session.scalars(wanted)}


def notes_about(member: Membership) -> list[CoachingNote]:
    """The newest first."""
    wanted = (
        select(CoachingNote)
        .where(
            CoachingNote.council_id == member.council_id,
            CoachingNote.person_id == member.person_id,
        )
        .options(joinedload(CoachingNote.written_by_here))
        .order_by(CoachingNote.at.desc(), CoachingNote.id.desc())
    )
    return list(db.session.scalars(wanted))


def _others(viewer: Viewer, on: date) -> Select[Membership]:
    new = select(BecomingAuditor.person_id).where(
        BecomingAuditor.council_id == viewer.council_id, BecomingAuditor.signed_off_at.is_(None)
    )
    return auditors_visible_to(viewer, Permission.COACHING_READ, on).where(
        Membership.person_id.not_in(new)
    )


def _with_progress(wanted: Select[Membership]) -> Select[Any]:
    return (
        wanted.join(
            BecomingAuditor,
            (BecomingAuditor.person_id == Membership.person_id)
            & (BecomingAuditor.council_id == Membership.council_id),
        )
        .add_columns(BecomingAuditor)
        .options(selectinload(BecomingAuditor.practised))
        .order_by(func.lower(Membership.name), Membership.id)
    )


def _audits(viewer: Viewer, on: date) -> ColumnElement[bool]:
    """They may audit, or it is noted that they are on the way."""
    roles = [one for one in MAY_AUDIT if isinstance(one, Role)]
    duties = [one for one in MAY_AUDIT if isinstance(one, Duty)]
    noted = select(BecomingAuditor.person_id).where(BecomingAuditor.council_id == viewer.council_id)
    holds = or_(Appointment.role.in_(roles), Appointment.duty.in_(duties))
    return or_(appointed(in_force(on), holds), Membership.person_id.in_(noted))


def _moderated_by(viewer: Viewer) -> Select[Any]:
    return (
        select(Allocation.auditor_id)
        .join(Moderation.audit)
        .join(Allocation)
        .where(
            Moderation.council_id == viewer.council_id,
            Moderation.moderator_id == viewer.person_id,
            Moderation.compared_at.is_not(None),
        )
    )


def readers_not_signed_off(round_id: int, council_id: int) -> list[str]:
    """Who has a record to read in a round while they are still becoming an auditor, by name."""
    wanted = (
        select(Membership.name)
        .join(
            BecomingAuditor,
            (BecomingAuditor.person_id == Membership.person_id)
            & (BecomingAuditor.council_id == Membership.council_id),
        )
        .where(
            Membership.council_id == council_id,
            BecomingAuditor.signed_off_at.is_(None),
            Membership.person_id.in_(
                select(Allocation.auditor_id).where(
                    Allocation.round_id == round_id, Allocation.state != State.WITHDRAWN
                )
            ),
        )
        .order_by(func.lower(Membership.name), Membership.id)
    )
    return list(db.session.scalars(wanted))
