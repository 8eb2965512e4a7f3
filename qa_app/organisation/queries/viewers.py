"""Who somebody is to the service, at the council they work in."""

from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from qa_app.access.rules import Post, Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Person, Place


def in_force(on: date) -> ColumnElement[bool]:
    """Appointments held on a day, to the end of their last one."""
    return and_(
        Appointment.starts_on <= on, or_(Appointment.ends_on.is_(None), Appointment.ends_on >= on)
    )


def works_here(on: date) -> ColumnElement[bool]:
    """Memberships that are neither disabled nor over."""
    return and_(
        Membership.disabled_at.is_(None),
        or_(Membership.leaves_on.is_(None), Membership.leaves_on >= on),
    )


def councils_of(person: Person, on: date) -> list[Place]:
    """The councils where they may work that day: they hold something there and are not disabled."""
    held = (
        select(Appointment.council_id)
        .join(
            Membership,
            and_(
                Membership.person_id == Appointment.person_id,
                Membership.council_id == Appointment.council_id,
            ),
        )
        .where(Appointment.person_id == person.id, in_force(on), works_here(on))
    )
    return list(db.session.scalars(select(Place).where(Place.id.in_(held)).order_by(Place.name)))


def viewer_of(person: Person, council: Place, on: date) -> Viewer | None:
    """The person as the rules see them; None when they hold nothing here, have left or are disabled."""
    about = {"person_id": person.id, "council_id": council.id}
    rows = db.session.execute(_held_on(on), about).all()
    if not rows:
        return None
    posts = tuple(Post(held.holds, path, place) for _, held, path, place in rows)
    here = (council.id, council.path, posts, council.name)
    return Viewer(person.id, person.public_id, rows[0].name, *here)


@lru_cache(maxsize=4)
def _held_on(on: date) -> Select[str, Appointment, str, str]:
    """Made once a day, because every request asks it."""
    return (
        select(Membership.name, Appointment, Place.path, Place.name.label("place"))
        .join(
            Appointment,
            and_(
                Appointment.person_id == Membership.person_id,
                Appointment.council_id == Membership.council_id,
            ),
        )
        .join(Place, Place.id == Appointment.place_id)
        .where(
            Membership.person_id == bindparam("person_id"),
            Membership.council_id == bindparam("council_id"),
            works_here(on),
            in_force(on),
        )
        .order_by(Appointment.id)
    )
