"""Rounds and allocations, as far as the viewer may see them."""

from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Reach, Viewer, reaches
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.rules import State


def visible_to(viewer: Viewer, permission: Permission) -> Select[Allocation]:
    """Allocations in the viewer's places, and those allocated to them where the permission is for these."""
    reach = [where_permitted(Place.path, viewer, permission)]
    if Reach.ALLOCATED in reaches(viewer, permission):
        reach.append(Allocation.auditor_id == viewer.person_id)
    return (
        select(Allocation)
        .join(Allocation.place)
        .where(Allocation.council_id == viewer.council_id, or_(*reach))
        .options(contains_eager(Allocation.place))
    )


def find_allocation(public_id: str, viewer: Viewer, permission: Permission) -> Allocation:
    return db.session.scalars(
        visible_to(viewer, permission).where(Allocation.public_id == public_id)
    ).one()


def list_mine(viewer: Viewer) -> list[Allocation]:
    """What the viewer has to read, the first due first."""
    mine = (
        visible_to(viewer, Permission.AUDIT_WRITE)
        .where(Allocation.auditor_id == viewer.person_id, Allocation.state != State.WITHDRAWN)
        .options(
            joinedload(Allocation.round).joinedload(Round.programme),
            joinedload(Allocation.round).joinedload(Round.template_version),
        )
        .order_by(Allocation.due_on, Allocation.id)
    )
    return list(db.session.scalars(mine))


def list_in_month(viewer: Viewer, month: date) -> list[Allocation]:
    in_month = (
        visible_to(viewer, Permission.ROUND_READ)
        .join(Allocation.round)
        .where(Round.month == month)
        .options(joinedload(Allocation.auditor))
        .order_by(Allocation.due_on, Allocation.id)
    )
    return list(db.session.scalars(in_month))
