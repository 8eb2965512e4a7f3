"""Where in the tree each row of a staff list belongs."""

from collections.abc import Callable
from dataclasses import dataclass

from qa_app.access.rules import Role
from qa_app.organisation.rules.job_titles import FOR_THE_WHOLE_COUNCIL, title_key
from qa_app.organisation.rules.places import Kind
from qa_app.organisation.rules.staff_list import StaffRow
from qa_app.organisation.rules.staff_surroundings import Surroundings

Note = Callable[[StaffRow, str], None]


@dataclass(frozen=True)
class Spot:
    """Where a row's person belongs: at a place, or at one to be made below it."""

    path: str
    make: tuple[tuple[Kind, str], ...] = ()


def spot_for(row: StaffRow, role: Role, there: Surroundings, note: Note) -> Spot:
    """The team, else the service, else the council; some roles are always for the whole council."""
    if role in FOR_THE_WHOLE_COUNCIL or not (row.team or row.service):
        return Spot(there.council_path)
    service = named(row.service, there, inside=there.council_path, teams=False)
    if not row.team:
        return (
            Spot(service[0])
            if service
            else Spot(there.council_path, ((Kind.SERVICE, row.service),))
        )
    above = service[0] if service else there.council_path
    if inside := named(row.team, there, inside=above):
        return Spot(inside[0])
    elsewhere = named(row.team, there, inside=there.council_path)
    if len(elsewhere) == 1:
        note(row, "Their team is part of another service here, and stays there")
        return Spot(elsewhere[0])
    if row.service and not service:
        return Spot(there.council_path, ((Kind.SERVICE, row.service), (Kind.TEAM, row.team)))
    return Spot(above, ((Kind.TEAM, row.team),))


def named(name: str, there: Surroundings, *, inside: str, teams: bool = True) -> list[str]:
    """Open places of this name, those nearest to the council first."""
    wanted = title_key(name)
    return sorted(
        (
            place.path
            for place in there.places
            if wanted
            and title_key(place.name) == wanted
            and place.path.startswith(inside)
            and place.path != inside
            and (teams or place.kind is not Kind.TEAM)
        ),
        key=lambda path: (path.count("/"), path),
    )
