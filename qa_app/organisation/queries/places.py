"""The tree, as far as the viewer may see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select

from qa_app.access.queries import where_permitted, within
from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Place, PlaceChange
from qa_app.organisation.queries.viewers import in_force
from qa_app.organisation.rules.places import Kind, ancestors_of, parent_of


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


def list_places(
    viewer: Viewer, permission: Permission, *, closed: bool = True, only: str | None = None
) -> list[Place]:
    """In the order of the tree, each below the place it is part of."""
    wanted = visible_to(viewer, permission)
    if only:
        wanted = wanted.where(Place.public_id == only)
    if not closed:
        wanted = wanted.where(Place.closed_on.is_(None))
    return in_tree_order(db.session.scalars(wanted))


def in_tree_order(places: Iterable[Place]) -> list[Place]:
    """By name among neighbours, which the paths alone would not do after a rename."""
    by_path = {place.path: place for place in places}

    def names(place: Place) -> list[tuple[str, str]]:
        above = [path for path in ancestors_of(place.path) if path in by_path]
        return [(by_path[path].name.casefold(), path) for path in [*above, place.path]]

    return sorted(by_path.values(), key=names)


@dataclass(frozen=True)
class Branch:
    """A place in the tree as it is drawn, with how many people are appointed at it."""

    place: Place
    people: int
    branches: list["Branch"]


def tree_of(places: Iterable[Place], people: Mapping[int, int]) -> list[Branch]:
    """Each place below the nearest one above it that is shown at all."""
    roots: list[Branch] = []
    above: list[Branch] = []
    for place in places:
        branch = Branch(place, people.get(place.id, 0), [])
        while above and not place.path.startswith(above[-1].place.path):
            above.pop()
        (above[-1].branches if above else roots).append(branch)
        above.append(branch)
    return roots


def list_below(place: Place) -> list[Place]:
    """All of what is part of a place, closed or open, without itself."""
    below = select(Place).where(within(Place.path, place.path), Place.id != place.id)
    return in_tree_order(db.session.scalars(below))


def list_above(place: Place) -> list[Place]:
    """From the council down to the place it is part of."""
    above = select(Place).where(Place.path.in_(ancestors_of(place.path))).order_by(Place.path)
    return list(db.session.scalars(above))


def parent_place(place: Place) -> Place | None:
    return db.session.scalars(
        select(Place).where(Place.path == parent_of(place.path))
    ).one_or_none()


def count_people(place: Place, on: date, *, below: bool = True) -> int:
    """How many are appointed here that day, or at any place below."""
    where = within(Place.path, place.path) if below else Place.id == place.id
    return (
        db.session.scalar(
            select(func.count(func.distinct(Appointment.person_id)))
            .join(Appointment.place)
            .where(where, in_force(on))
        )
        or 0
    )


def people_by_place(viewer: Viewer, on: date) -> dict[int, int]:
    """How many are appointed at each place itself, for the whole tree in one query."""
    counted = (
        select(Appointment.place_id, func.count(func.distinct(Appointment.person_id)))
        .where(Appointment.council_id == viewer.council_id, in_force(on))
        .group_by(Appointment.place_id)
    )
    return {place_id: number for place_id, number in db.session.execute(counted)}


def list_changes(place: Place) -> list[PlaceChange]:
    """What the place was before, the latest first."""
    return list(
        db.session.scalars(
            select(PlaceChange)
            .where(PlaceChange.place_id == place.id)
            .order_by(PlaceChange.at.desc(), PlaceChange.id.desc())
        )
    )


def find_council(path: str) -> Place:
    """For commands, which act for the installation."""
    return db.session.scalars(
        select(Place).where(Place.kind == Kind.COUNCIL, Place.path == path.strip("/") + "/")
    ).one()


def council_of(viewer: Viewer) -> Place:
    return db.session.get_one(Place, viewer.council_id)


def list_councils() -> list[Place]:
    return list(
        db.session.scalars(select(Place).where(Place.kind == Kind.COUNCIL).order_by(Place.path))
    )
