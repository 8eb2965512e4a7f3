"""Change the tree and who works where."""

from datetime import date, datetime

from sqlalchemy import select

from qa_app.access.rules import MUST_END, Duty, Role, Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Appointment, Person, Place
from qa_app.organisation.rules import Kind, free_path
from qa_app.trail.operations import record


def add_council(name: str, at: datetime) -> Place:
    """For the installation's own command; nobody inside a council can make another."""
    taken = set(db.session.scalars(select(Place.path).where(Place.kind == Kind.COUNCIL)))
    council = Place(path=free_path("", name, taken), kind=Kind.COUNCIL, name=name)
    db.session.add(council)
    db.session.flush()
    council.council_id = council.id
    record("council:added", None, council, council_id=council.id, at=at)
    return council


def add_place(parent: Place, kind: Kind, name: str, by: Viewer | None, at: datetime) -> Place:
    if parent.closed_on:
        raise DomainError(f"{parent.name} is closed. Choose a place that is open.")
    taken = set(db.session.scalars(select(Place.path).where(Place.council_id == parent.council_id)))
    place = Place(
        council_id=parent.council_id,
        path=free_path(parent.path, name, taken),
        kind=kind,
        name=name,
    )
    db.session.add(place)
    db.session.flush()
    record("place:added", by, place, council_id=parent.council_id, at=at)
    return place


def add_person(
    name: str, email: str, by: Viewer | None, at: datetime, *, job_title: str = ""
) -> Person:
    person = Person(name=name, email=email.strip().lower(), job_title=job_title)
    db.session.add(person)
    db.session.flush()
    record("person:added", by, person, at=at)
    return person


def appoint(
    person: Person,
    holds: Role | Duty,
    place: Place,
    starts_on: date,
    by: Viewer | None,
    at: datetime,
    *,
    ends_on: date | None = None,
) -> Appointment:
    if holds in MUST_END and ends_on is None:
        raise DomainError(f"Enter the last day: the role of {holds.lower()} always ends")
    if ends_on and ends_on < starts_on:
        raise DomainError("The last day must be the same as or after the first day")
    appointment = Appointment(
        council_id=place.council_id,
        person=person,
        place=place,
        role=holds if isinstance(holds, Role) else None,
        duty=holds if isinstance(holds, Duty) else None,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    db.session.add(appointment)
    db.session.flush()
    record(
        "person:appointed",
        by,
        person,
        council_id=place.council_id,
        at=at,
        holds=holds.name,
        place=place.public_id,
    )
    return appointment
