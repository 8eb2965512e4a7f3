"""Who hears of a shut audit."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import and_, select

from qa_app.access.rules import GRANTS, Permission, Reach, Role
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.queries.viewers import in_force, works_here

RUNS_THE_PROGRAMME = (Role.QA_LEAD,)


def people_at(place: Place, roles: Collection[Role], on: date) -> list[Person]:
    """Whoever holds one of these roles at the place or above it."""
    parts = place.path.strip("/").split("/")
    above = ["/".join(parts[:size]) + "/" for size in range(1, len(parts) + 1)]
    wanted = (
        select(Person)
        .join(Appointment, Appointment.person_id == Person.id)
        .join(Appointment.place)
        .join(
            Membership,
            and_(
                Membership.person_id == Appointment.person_id,
                Membership.council_id == Appointment.council_id,
            ),
        )
        .where(Appointment.role.in_(roles), Place.path.in_(above), in_force(on), works_here(on))
        .order_by(Person.id)
        .distinct()
    )
    return list(db.session.scalars(wanted))


def roles_with(permission: Permission) -> list[Role]:
    return [
        one
        for one, grants in GRANTS.items()
        if isinstance(one, Role) and grants.get(permission) is Reach.PLACE
    ]


def writer_of(person_id: int, council_id: int, on: date) -> Person | None:
    """As long as they work here."""
    wanted = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.id == person_id, Membership.council_id == council_id, works_here(on))
    )
    return db.session.scalars(wanted).one_or_none()
