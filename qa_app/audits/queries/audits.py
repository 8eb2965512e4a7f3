"""Audits that the viewer may open."""

from functools import lru_cache

from sqlalchemy import Select, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.queries.sealing import READS_GRADES, is_readable
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries import is_open_to, is_reached_by, not_hidden_from


# Put together once for a viewer as they stand today: whoever types asks it every few seconds.
@lru_cache(maxsize=256)
def visible_to(viewer: Viewer, permission: Permission) -> Select[Audit]:
    """As far as allocations are: the viewer's places as the tree stands today, their own, rounds named for them."""
    reach = [is_reached_by(viewer, permission)]
    # Whoever writes an audit reads it, for managers audit other teams than their own.
    if permission is Permission.AUDIT_READ:
        reach.append(is_reached_by(viewer, Permission.AUDIT_WRITE))
    open_to_them = is_readable(viewer) if permission in READS_GRADES else true()
    return (
        select(Audit)
        .join(Audit.allocation)
        .join(Allocation.place)
        .where(
            Audit.council_id == viewer.council_id,
            # Said of both: of many councils in one database, neither table is then read whole.
            Allocation.council_id == viewer.council_id,
            or_(*reach),
            not_hidden_from(viewer),
            open_to_them,
            is_open_to(viewer, needed_for_own_work(permission)),
            # Whose practice it looks at reads it once it is released to them, by a page of its own,
            # whatever else they manage or sign off.
            or_(
                Audit.practitioner_then_id.is_(None),
                Audit.practitioner_then_id != viewer.person_id,
                Allocation.auditor_id == viewer.person_id,
            ),
        )
        .options(
            contains_eager(Audit.allocation).options(
                contains_eager(Allocation.place),
                joinedload(Allocation.auditor_here),
                joinedload(Allocation.child),
                joinedload(Allocation.practitioner_here),
                joinedload(Allocation.round),
            ),
            joinedload(Audit.template_version),
            joinedload(Audit.read_by_here),
            selectinload(Audit.readings),
        )
    )


def needed_for_own_work(permission: Permission) -> Permission:
    """Whoever runs rounds may withdraw such an audit, and reads none."""
    if permission is Permission.ROUND_WRITE:
        return Permission.OWN_WORK_RUN
    return Permission.OWN_WORK_READ


def find_audit(public_id: str, viewer: Viewer, permission: Permission) -> Audit:
    """Raise NoResultFound for an audit out of the viewer's reach, as for none at all."""
    return db.session.scalars(
        visible_to(viewer, permission).where(Audit.public_id == public_id)
    ).one()


def readable_of(allocation_id: int | None, viewer: Viewer) -> Audit | None:
    """The audit of an allocation, if the viewer may read it."""
    wanted = visible_to(viewer, Permission.AUDIT_READ).where(Audit.allocation_id == allocation_id)
    return db.session.scalars(wanted).one_or_none() if allocation_id else None


def list_of_child(child_id: int, viewer: Viewer, limit: int) -> list[Audit]:
    """Of one child, under whichever of its references, the newest first."""
    merged = select(Child.id).where(Child.merged_into_id == child_id)
    wanted = (
        visible_to(viewer, Permission.AUDIT_READ)
        .where(or_(Allocation.child_id == child_id, Allocation.child_id.in_(merged)))
        .order_by(Allocation.due_on.desc(), Audit.id.desc())
        .limit(limit)
    )
    return list(db.session.scalars(wanted))


def audit_of(allocation: Allocation) -> Audit | None:
    return db.session.scalars(
        select(Audit).where(Audit.allocation_id == allocation.id)
    ).one_or_none()


def ids_of_readable(viewer: Viewer, allocations: list[Allocation]) -> dict[int, str]:
    """The audits of these that the viewer may read, by allocation."""
    readable = visible_to(viewer, Permission.AUDIT_READ).with_only_columns(
        Audit.allocation_id, Audit.public_id
    )
    wanted = readable.where(Audit.allocation_id.in_([one.id for one in allocations]))
    return {allocation: audit for allocation, audit in db.session.execute(wanted)}


def ids_of_audits(allocations: list[Allocation]) -> dict[int, str]:
    """The audits that have been begun, by allocation."""
    begun = select(Audit.allocation_id, Audit.public_id).where(
        Audit.allocation_id.in_([one.id for one in allocations])
    )
    return {allocation: audit for allocation, audit in db.session.execute(begun)}
