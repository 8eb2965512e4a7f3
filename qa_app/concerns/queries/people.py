"""Who is to hear of a concern at each rung of the ladder."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import and_, func, select

from qa_app.access.rules import Permission, Role, Viewer, may_at
from qa_app.children.models import Child
from qa_app.concerns.models import Concern
from qa_app.concerns.rules import Rung
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.queries import viewer_of
from qa_app.organisation.queries.absences import standing_in_for
from qa_app.organisation.queries.viewers import in_force, works_here

# The nearest who holds the first of these roles; if nobody does, the first of the next.
ROLES: dict[Rung, tuple[Role, ...]] = {
    Rung.MANAGER: (Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE),
    Rung.DEPUTY: (Role.SERVICE_MANAGER,),
    Rung.HEAD: (Role.HEAD_OF_SERVICE, Role.DIRECTOR),
}


def people_at(rung: Rung, concern: Concern, on: date) -> list[Person]:
    """By name, without whoever raised it. Those who are away are stood in for, or left out."""
    for role in ROLES[rung]:
        held = _nearest(role, concern.place, on)
        if rung is Rung.DEPUTY:
            held |= {deputy for deputy in _deputies_of(concern, on) if deputy not in held}
        stand_in = standing_in_for(held, concern.council_id, on).values()
        if found := _who_may_see(set(stand_in) - {concern.raised_by_id}, concern, on):
            return found
    return []


def _deputies_of(concern: Concern, on: date) -> set[int]:
    """The line managers of those on the first rung: they decide when the manager does not answer."""
    managers = _nearest(Role.TEAM_MANAGER, concern.place, on)
    wanted = select(Membership.line_manager_id).where(
        Membership.council_id == concern.council_id,
        Membership.person_id.in_(managers),
        Membership.line_manager_id.is_not(None),
    )
    return {one for one in db.session.scalars(wanted) if one is not None}


def _nearest(role: Role, place: Place, on: date) -> set[int]:
    """Whoever holds the role at the place; if nobody does, at the next place above it."""
    rows = db.session.execute(
        select(Appointment.person_id, Place.path)
        .join(Appointment.place)
        .join(
            Membership,
            and_(
                Membership.person_id == Appointment.person_id,
                Membership.council_id == Appointment.council_id,
            ),
        )
        .where(
            Appointment.role == role,
            Place.path.in_(paths_to(place.path)),
            in_force(on),
            works_here(on),
        )
    ).all()
    nearest = max((len(path) for _, path in rows), default=0)
    return {person for person, path in rows if len(path) == nearest}


def paths_to(path: str) -> list[str]:
    """The place itself and everything above it."""
    parts = path.strip("/").split("/")
    return ["/".join(parts[:size]) + "/" for size in range(1, len(parts) + 1)]


def _who_may_see(people: Iterable[int], concern: Concern, on: date) -> list[Person]:
    """A restricted record stays restricted: only those cleared where it is hear of it."""
    wanted = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Person.id.in_(list(people)), Membership.council_id == concern.council_id, works_here(on)
        )
        .order_by(func.lower(Membership.name), Person.id)
    )
    found = list(db.session.scalars(wanted))
    if not is_restricted(concern.child):
        return found
    council = db.session.get_one(Place, concern.council_id)
    viewers = {one.id: viewer_of(one, council, on) for one in found}
    return [one for one in found if _is_cleared(viewers[one.id], concern.place.path)]


def _is_cleared(viewer: Viewer | None, path: str) -> bool:
    return viewer is not None and may_at(viewer, Permission.CHILD_RESTRICTED, path)


def is_restricted(child: Child | None) -> bool:
    if child is None:
        return False
    kept = db.session.get(Child, child.merged_into_id) if child.merged_into_id else child
    return child.restricted or bool(kept and kept.restricted)
