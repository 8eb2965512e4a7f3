"""Grow, rename, move and close the parts of a council. What a place was before is kept."""

from datetime import date, datetime

from sqlalchemy import and_, or_, select

from qa_app.access.queries import within
from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Appointment, Place, PlaceChange
from qa_app.organisation.operations.appointments import move_appointment
from qa_app.organisation.queries.places import list_below, parent_place
from qa_app.organisation.rules.places import (
    LONGEST_NAME,
    Kind,
    free_path,
    last_part,
    moved_path,
    why_not_close,
    why_not_move,
)
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
    lock_tree(parent)
    if parent.closed_on:
        closed = f"{parent.name} is closed. Choose a place that is open."
        raise DomainError(Reason(closed, "parent"))
    place = Place(
        council_id=parent.council_id,
        path=free_path(parent.path, checked(name), paths_taken(parent)),
        kind=kind,
        name=name.strip(),
    )
    db.session.add(place)
    db.session.flush()
    record("place:added", by, place, council_id=parent.council_id, at=at, parent=parent.public_id)
    return place


def rename_place(place: Place, name: str, kind: Kind, by: Viewer, at: datetime) -> None:
    """The path stays: it says where a place stands, not what it is called."""
    name = checked(name)
    if (name, kind) == (place.name, place.kind):
        return
    remember(place, by, at)
    place.name = name
    if place.kind is not Kind.COUNCIL:
        place.kind = kind
    record("place:renamed", by, place, at=at)


def move_place(place: Place, to: Place, by: Viewer, at: datetime) -> int:
    """Move a place with all that is part of it; returns how many places moved."""
    lock_tree(place)
    reasons = why_not_move(
        place.path, to.path, name=place.name, to_name=to.name, to_is_closed=bool(to.closed_on)
    )
    if reasons:
        raise DomainError(*reasons)
    moved_from = place.path
    moved_to = free_path(to.path, last_part(moved_from), paths_taken(place))
    moving = [place, *list_below(place)]
    for one in moving:
        remember(one, by, at)
        one.path = moved_path(one.path, moved_from, moved_to)
    db.session.flush()
    record("place:moved", by, place, at=at, place=to.public_id, places=len(moving))
    return len(moving)


def close_place(
    place: Place, on: date, by: Viewer, at: datetime, *, move_people_to: Place | None = None
) -> None:
    """Close from this day; those appointed here go to another place, if one is named."""
    lock_tree(place)
    if place.closed_on:
        raise DomainError(f"{place.name} is closed already")
    still_there = appointments_from(place, on)
    reasons = why_not_close(
        place.path,
        on,
        london_day(at),
        open_below=[one.name for one in list_below(place) if not one.closed_on],
        appointed=0 if move_people_to else len({one.person_id for one in still_there}),
    )
    if reasons:
        raise DomainError(*reasons)
    if move_people_to:
        move_people(place, still_there, move_people_to, on, by, at)
    place.closed_on = on
    record("place:closed", by, place, at=at, on=on.isoformat(), moved=len(still_there))


def move_people(
    place: Place, staying: list[Appointment], to: Place, on: date, by: Viewer, at: datetime
) -> None:
    if to.closed_on or to.path.startswith(place.path):
        cannot = f"People cannot be moved to {to.name}. Choose a place that stays open."
        raise DomainError(Reason(cannot, "move_people_to"))
    for appointment in staying:
        move_appointment(appointment, to, on, by, at)


def reopen_place(place: Place, by: Viewer, at: datetime) -> None:
    lock_tree(place)
    if not place.closed_on:
        raise DomainError(f"{place.name} is open already")
    parent = parent_place(place)
    if parent and parent.closed_on:
        raise DomainError(f"Open {parent.name} first: {place.name} is part of it")
    place.closed_on = None
    record("place:reopened", by, place, at=at)


def appointments_from(place: Place, on: date) -> list[Appointment]:
    """Appointments here that last beyond the day before."""
    wanted = select(Appointment).where(
        Appointment.place_id == place.id,
        # One that never began has its last day before its first.
        or_(
            Appointment.ends_on.is_(None),
            and_(Appointment.ends_on >= on, Appointment.ends_on >= Appointment.starts_on),
        ),
    )
    return list(db.session.scalars(wanted.order_by(Appointment.id)))


def remember(place: Place, by: Viewer, at: datetime) -> None:
    db.session.add(
        PlaceChange(
            council_id=place.council_id,
            place_id=place.id,
            at=at,
            by_id=by.person_id,
            path_before=place.path,
            name_before=place.name,
        )
    )


def checked(name: str) -> str:
    name = name.strip()
    if not name:
        raise DomainError(Reason("Enter a name", "name"))
    if len(name) > LONGEST_NAME:
        raise DomainError(Reason(f"Use {LONGEST_NAME} characters or fewer for the name", "name"))
    return name


def lock_tree(place: Place) -> None:
    """One change of a council's tree at a time, so that two moves cannot tie it in a knot."""
    council = select(Place).where(Place.id == place.council_id).with_for_update()
    db.session.execute(council.execution_options(populate_existing=True))
    db.session.refresh(place)


def paths_taken(place: Place) -> set[str]:
    root = place.path.split("/")[0] + "/"
    return set(db.session.scalars(select(Place.path).where(within(Place.path, root))))
