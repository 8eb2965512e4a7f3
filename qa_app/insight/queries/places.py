"""The names of places in figures, and which of them a filter offers."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.insight.rules import path_above, service_of
from qa_app.organisation.models import Place
from qa_app.organisation.queries import list_places
from qa_app.organisation.rules import Kind

MOVED = "A team that has moved"


def list_services(viewer: Viewer) -> list[Place]:
    """The services whose completion the viewer may see, in the order of the tree."""
    return list_services_for(viewer, Permission.COMPLETION_READ)


def list_services_for(viewer: Viewer, permission: Permission) -> list[Place]:
    places = list_places(viewer, permission)
    return [place for place in places if place.kind is Kind.SERVICE]


def names_of_places(teams: Collection[str]) -> list[tuple[str, str]]:
    """Path and name for a filter: their services as a whole first, then the teams."""
    services = {service_of(path) for path in teams} - {*teams}
    names = names_at({*teams, *services})
    whole = [(path, f"All of {names[path]}") for path in services if path in names]
    each_team = [(path, names.get(path, MOVED)) for path in teams]
    return [*sorted(whole, key=_by_name), *sorted(each_team, key=_by_name)]


def _by_name(place: tuple[str, str]) -> tuple[str, str]:
    return place[1], place[0]


def names_at(paths: Collection[str]) -> dict[str, str]:
    """What stands at these paths, right above them, and the services they are part of."""
    wanted = {*paths, *map(path_above, paths), *map(service_of, paths)}
    rows = db.session.execute(select(Place.path, Place.name).where(Place.path.in_(wanted)))
    return {path: name for path, name in rows}


def name_above(path: str, names: Mapping[str, str]) -> str:
    """The service or locality that a place is part of, as names_at gave them."""
    return names.get(path_above(path), "")
