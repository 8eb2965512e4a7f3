"""Audits that the viewer may open."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Reach, Viewer, reaches
from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries import not_hidden_from


def visible_to(viewer: Viewer, permission: Permission) -> Select[Audit]:
    """Audits in the viewer's places as the tree stands today, and their own where the permission is for these."""
    reach = [where_permitted(Place.path, viewer, permission)]
    # Whoever writes an audit reads it, for managers audit other teams than their own.
    asked = Permission.AUDIT_WRITE if permission is Permission.AUDIT_READ else permission
    if Reach.ALLOCATED in reaches(viewer, permission) | reaches(viewer, asked):
        reach.append(Allocation.auditor_id == viewer.person_id)
    return (
        select(Audit)
        .join(Audit.allocation)
        .join(Allocation.place)
        .where(Audit.council_id == viewer.council_id, or_(*reach), not_hidden_from(viewer))
        .options(
            contains_eager(Audit.allocation).options(
                contains_eager(Allocation.place),
                joinedload(Allocation.auditor_here),
                joinedload(Allocation.child),
                joinedload(Allocation.round).joinedload(Round.template_version),
            ),
            selectinload(Audit.readings),
        )
    )


def find_audit(public_id: str, viewer: Viewer, permission: Permission) -> Audit:
    """Raise NoResultFound for an audit out of the viewer's reach, as for none at all."""
    return db.session.scalars(
        visible_to(viewer, permission).where(Audit.public_id == public_id)
    ).one()


def audit_of(allocation: Allocation) -> Audit | None:
    return db.session.scalars(
        select(Audit).where(Audit.allocation_id == allocation.id)
    ).one_or_none()


def ids_of_audits(allocations: list[Allocation]) -> dict[int, str]:
    """The audits that have been begun, by allocation."""
    begun = select(Audit.allocation_id, Audit.public_id).where(
        Audit.allocation_id.in_([one.id for one in allocations])
    )
    return {allocation: audit for allocation, audit in db.session.execute(begun)}
