"""Who holds what where an audit is."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Duty, Role
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Place
from qa_app.organisation.queries.viewers import in_force, works_here


def people_at(place: Place, holds: Collection[Any], on: date) -> list[Membership]:
    """Whoever holds one of these roles or duties at the place or above it."""
    parts = place.path.strip("/").split("/")
    above = ["/".join(parts[:size]) + "/" for size in range(1, len(parts) + 1)]
    roles = [one for one in holds if isinstance(one, Role)]
    duties = [one for one in holds if isinstance(one, Duty)]
    held = (
        select(Appointment.person_id)
        .join(Appointment.place)
        .where(
            Appointment.council_id == place.council_id,
            or_(Appointment.role.in_(roles), Appointment.duty.in_(duties)),
            Place.path.in_(above),
            in_force(on),
        )
    )
    wanted = (
        select(Membership)
        .options(joinedload(Membership.person))
        .where(
            and_(Membership.council_id == place.council_id, works_here(on)),
            Membership.person_id.in_(held),
        )
        .order_by(Membership.id)
    )
    return list(db.session.scalars(wanted))
