"""People as the viewer's council holds them, as far as the viewer may see them."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Reach, Viewer, places_where, reaches
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.queries.viewers import in_force
from qa_app.organisation.rules.people import State, all_within


def members_visible_to(viewer: Viewer, permission: Permission) -> Select[Membership]:
    """Whoever is or was appointed where the viewer holds this permission; themselves if it is their own."""
    seen = appointed(where_permitted(Place.path, viewer, permission))
    if Reach.OWN in reaches(viewer, permission):
        seen = or_(seen, Membership.person_id == viewer.person_id)
    return (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(Membership.council_id == viewer.council_id, seen)
    )


def appointed(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Is there an appointment of the member like this?"""
    return (
        select(Appointment.id)
        .join(Appointment.place)
        .where(
            Appointment.person_id == Membership.person_id,
            Appointment.council_id == Membership.council_id,
            *conditions,
        )
        .correlate(Membership)
        .exists()
    )


def with_appointments(wanted: Select[Membership]) -> Select[Membership]:
    """Two more queries, however many people there are."""
    there = selectinload(Membership.appointments).joinedload(Appointment.place)
    return wanted.options(there)


def find_member(public_id: str, viewer: Viewer, permission: Permission) -> Membership:
    wanted = members_visible_to(viewer, permission).where(Person.public_id == public_id)
    return db.session.scalars(with_appointments(wanted)).one()


def find_member_to_change(public_id: str, viewer: Viewer, on: date) -> Membership:
    """Somebody all of whose present roles the viewer may change; for others it is as if they were not there."""
    permission = Permission.PERSON_WRITE
    wanted = members_visible_to(viewer, permission).where(Person.public_id == public_id)
    outside = appointed(in_force(on), ~where_permitted(Place.path, viewer, permission))
    return db.session.scalars(with_appointments(wanted.where(~outside))).one()


def may_change(viewer: Viewer, member: Membership, on: date) -> bool:
    """The same question, of somebody who is on the page already."""
    paths = [one.place.path for one in held_on(member, on)]
    wider = places_where(viewer, Permission.PERSON_WRITE)
    return bool(wider) and all_within(paths, wider)


def held_on(member: Membership, on: date) -> list[Appointment]:
    return [
        one
        for one in member.appointments
        if one.starts_on <= on and (one.ends_on is None or one.ends_on >= on)
    ]


def starts_on(member: Membership, on: date) -> date | None:
    """The first day of the next role that they are to hold."""
    to_come = (one for one in member.appointments if one.starts_on > on)
    begins = (one for one in to_come if one.ends_on is None or one.ends_on >= one.starts_on)
    return min((one.starts_on for one in begins), default=None)


def member_of(person_id: int, council_id: int) -> Membership | None:
    return db.session.scalars(
        select(Membership)
        .options(joinedload(Membership.person))
        .where(Membership.person_id == person_id, Membership.council_id == council_id)
    ).one_or_none()


def member_with_email(email: str, council_id: int) -> Membership | None:
    return db.session.scalars(
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(Person.email == email.strip().lower(), Membership.council_id == council_id)
    ).one_or_none()


def names_in(council_id: int) -> Sequence[str]:
    """Of everybody who works or worked there, to notice them in what is typed."""
    return db.session.scalars(
        select(Membership.name).where(Membership.council_id == council_id)
    ).all()


def names_of(person_ids: Collection[int | None], council_id: int) -> dict[int, str]:
    """As the council writes them; for many people in one query."""
    asked = {one for one in person_ids if one is not None}
    if not asked:
        return {}
    rows = select(Membership.person_id, Membership.name).where(
        Membership.council_id == council_id, Membership.person_id.in_(asked)
    )
    return {person_id: name for person_id, name in db.session.execute(rows)}


def state_of(member: Membership, on: date) -> State:
    if member.disabled_at:
        return State.DISABLED
    if member.leaves_on and member.leaves_on < on:
        return State.LEFT
    if not held_on(member, on):
        return State.TO_COME if starts_on(member, on) else State.ENDED
    if member.leaves_on:
        return State.LEAVING
    return State.WORKING if member.last_seen_at else State.NOT_SEEN
