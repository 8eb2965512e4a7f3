"""Who somebody is to the service, and what they may see of places and people."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Post, Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Person, Place
from qa_app.organisation.rules import Kind


def in_force(on: date) -> ColumnElement[bool]:
    """Appointments held on a day, to the end of their last one."""
    return and_(
        Appointment.starts_on <= on, or_(Appointment.ends_on.is_(None), Appointment.ends_on >= on)
    )


def councils_of(person: Person, on: date) -> list[Place]:
    """The councils where they hold a role or duty that day."""
    held = select(Appointment.council_id).where(Appointment.person_id == person.id, in_force(on))
    return list(db.session.scalars(select(Place).where(Place.id.in_(held)).order_by(Place.name)))


def viewer_of(person: Person, council: Place, on: date) -> Viewer | None:
    """The person as the rules see them; None when they hold nothing here, have left or are disabled."""
    if person.disabled_at or (person.leaves_on and person.leaves_on < on):
        return None
    held = (
        select(Appointment)
        .options(joinedload(Appointment.place))
        .where(
            Appointment.person_id == person.id, Appointment.council_id == council.id, in_force(on)
        )
        .order_by(Appointment.id)
    )
    posts = tuple(Post(one.holds, one.place.path) for one in db.session.scalars(held))
    if not posts:
        return None
    return Viewer(person.id, person.public_id, person.name, council.id, council.path, posts)


def visible_to(viewer: Viewer, permission: Permission) -> Select[Place]:
    """Every place where the viewer holds this permission."""
    return (
        select(Place)
        .where(Place.council_id == viewer.council_id)
        .where(where_permitted(Place.path, viewer, permission))
    )


def find_place(public_id: str, viewer: Viewer, permission: Permission) -> Place:
    return db.session.scalars(
        visible_to(viewer, permission).where(Place.public_id == public_id)
    ).one()


def find_council(path: str) -> Place:
    """For commands, which act for the installation."""
    return db.session.scalars(
        select(Place).where(Place.kind == Kind.COUNCIL, Place.path == path.strip("/") + "/")
    ).one()


def list_councils() -> list[Place]:
    return list(
        db.session.scalars(select(Place).where(Place.kind == Kind.COUNCIL).order_by(Place.path))
    )
