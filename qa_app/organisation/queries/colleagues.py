"""People as they stand to each other: who holds what where, who could stand in, who reports to whom."""

from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.queries import within
from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Place
from qa_app.organisation.queries.people import appointed, held_on
from qa_app.organisation.queries.viewers import in_force, works_here


def list_appointed(place: Place, on: date, *, below: bool = False) -> list[Appointment]:
    """Who holds something at a place that day, by name."""
    where = within(Place.path, place.path) if below else Place.id == place.id
    return list(
        db.session.scalars(
            select(Appointment)
            .join(Appointment.place)
            .join(
                Membership,
                and_(
                    Membership.person_id == Appointment.person_id,
                    Membership.council_id == Appointment.council_id,
                ),
            )
            .options(contains_eager(Appointment.place), joinedload(Appointment.person))
            .where(where, in_force(on))
            .order_by(func.lower(Membership.name), Appointment.id)
        )
    )


def list_colleagues(member: Membership, on: date, *, also: int | None = None) -> list[Membership]:
    """Who could be their manager or deputy: whoever works in the same service, or for the whole council.

    Whoever is chosen already stays on the list.
    """
    paths = [one.place.path for one in held_on(member, on)]
    councils = {path.split("/")[0] + "/" for path in paths}
    services = {"/".join(path.split("/")[:2]).rstrip("/") + "/" for path in paths} - councils
    near = [within(Place.path, path) for path in services] or [Place.path.is_not(None)]
    works_near = and_(works_here(on), appointed(in_force(on), or_(Place.path.in_(councils), *near)))
    wanted = (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(
            Membership.council_id == member.council_id,
            Membership.id != member.id,
            or_(works_near, Membership.person_id == also),
        )
        .order_by(func.lower(Membership.name), Membership.id)
    )
    return list(db.session.scalars(wanted))


def count_administrators(council: Place, on: date, *, besides: int | None = None) -> int:
    """How many run the council's accounts that day, without this person."""
    wanted = (
        select(func.count(func.distinct(Membership.person_id)))
        .join(
            Appointment,
            and_(
                Appointment.person_id == Membership.person_id,
                Appointment.council_id == Membership.council_id,
            ),
        )
        .where(
            Appointment.place_id == council.id,
            Appointment.role == Role.ADMINISTRATOR,
            Membership.person_id != besides,
            in_force(on),
            works_here(on),
        )
    )
    return db.session.scalar(wanted) or 0


def line_managers(council_id: int) -> dict[int, int | None]:
    """Who reports to whom, for the whole council."""
    rows = select(Membership.person_id, Membership.line_manager_id).where(
        Membership.council_id == council_id
    )
    return {person_id: manager_id for person_id, manager_id in db.session.execute(rows)}
