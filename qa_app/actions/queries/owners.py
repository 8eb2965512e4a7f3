"""Who may own an action, and who manages the work that it is about."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, contains_eager

from qa_app.access.queries import within
from qa_app.access.rules import GRANTS, Permission, Reach, Role
from qa_app.children.models import CaseList, ChildOnList
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Place
from qa_app.organisation.queries.people import appointed
from qa_app.organisation.queries.viewers import in_force, works_here

ROLES = [one for one in GRANTS if isinstance(one, Role)]
MAY_OWN = [one for one in ROLES if Permission.ACTION_DO in GRANTS[one]]
CLEARED = [one for one in ROLES if GRANTS[one].get(Permission.CHILD_RESTRICTED) is Reach.PLACE]
MANAGES_THEM = [one for one in ROLES if GRANTS[one].get(Permission.OWN_WORK_READ) is Reach.PLACE]
# Who is responsible for the work of a place; somebody nearer comes before somebody further up.
IN_CHARGE = (Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE)


def cleared_for(path: InstrumentedAttribute[str] | str, on: date) -> ColumnElement[bool]:
    """Of a membership: they hold a role there or above it that sees restricted children."""
    return _holds(CLEARED, path, on)


def in_confidence(
    practitioner_id: int, path: InstrumentedAttribute[str] | str, on: date
) -> ColumnElement[bool]:
    """Of a membership: the practitioner whose own work it is, or somebody who manages them."""
    return or_(Membership.person_id == practitioner_id, _holds(MANAGES_THEM, path, on))


def _holds(
    roles: Collection[Role], path: InstrumentedAttribute[str] | str, on: date
) -> ColumnElement[bool]:
    its = aliased(Place)
    held = (
        select(Appointment.id)
        .join(its, its.id == Appointment.place_id)
        .where(
            Appointment.person_id == Membership.person_id,
            Appointment.council_id == Membership.council_id,
            Appointment.role.in_(roles),
            in_force(on),
            func.substr(path, 1, func.length(its.path)) == its.path,
        )
    )
    return held.correlate_except(Appointment, its).exists()


def members_who_may_own(council_id: int, on: date) -> ColumnElement[bool]:
    return and_(
        Membership.council_id == council_id,
        works_here(on),
        appointed(in_force(on), Appointment.role.in_(MAY_OWN)),
    )


def may_own(
    person_id: int, place: Place, on: date, *, restricted: bool, own_work_of: int | None = None
) -> bool:
    """Somebody who works here and can say what came of it; cleared, where the child is restricted.

    Of what was found in a practitioner's own work: they themselves, or somebody who manages them.
    """
    assert place.council_id is not None  # noqa: S101 – every place is of a council
    wanted = select(Membership.id).where(
        members_who_may_own(place.council_id, on), Membership.person_id == person_id
    )
    if restricted:
        wanted = wanted.where(cleared_for(place.path, on))
    if own_work_of:
        wanted = wanted.where(in_confidence(own_work_of, place.path, on))
    return db.session.scalar(wanted) is not None


def list_possible_owners(
    council_id: int,
    paths: Collection[str],
    on: date,
    *,
    restricted: bool = False,
    own_work_of: int | None = None,
) -> list[Membership]:
    """Whoever works in the services of these places, or for the whole council, by name."""
    services = {"/".join(path.strip("/").split("/")[:2]) + "/" for path in paths}
    councils = {path.split("/")[0] + "/" for path in paths}
    near: list[ColumnElement[bool]] = [Place.path.in_(councils)]
    # An action of the council itself is near to everybody.
    near += [within(Place.path, path) for path in sorted(services)]
    wanted = (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(
            Membership.council_id == council_id,
            works_here(on),
            appointed(in_force(on), Appointment.role.in_(MAY_OWN), or_(*near)),
        )
        .order_by(func.lower(Membership.name), Membership.id)
    )
    if restricted:
        wanted = wanted.where(*(cleared_for(path, on) for path in sorted(paths)))
    if own_work_of:
        wanted = wanted.where(*(in_confidence(own_work_of, path, on) for path in sorted(paths)))
    return list(db.session.scalars(wanted))


def latest_row_of(child_id: int) -> ChildOnList | None:
    """What the newest list that names a child says of it."""
    return db.session.scalars(
        select(ChildOnList)
        .join(ChildOnList.case_list)
        .where(ChildOnList.child_id == child_id, CaseList.undone_at.is_(None))
        .order_by(CaseList.as_at.desc(), ChildOnList.id.desc())
        .limit(1)
    ).one_or_none()


def manager_for(
    practitioner_id: int | None,
    place: Place,
    on: date,
    *,
    restricted: bool = False,
    own_work_of: int | None = None,
) -> int | None:
    """The practitioner's line manager; else whoever is in charge of the team, or of what it is part of."""
    line_manager = _line_manager_of(practitioner_id, place.council_id) if practitioner_id else None
    wanted = [*([line_manager] if line_manager else []), *in_charge_of(place, on)]
    for person in wanted:
        if may_own(person, place, on, restricted=restricted, own_work_of=own_work_of):
            return person
    return None


def _line_manager_of(person_id: int, council_id: int | None) -> int | None:
    return db.session.scalar(
        select(Membership.line_manager_id).where(
            Membership.person_id == person_id, Membership.council_id == council_id
        )
    )


def in_charge_of(place: Place, on: date, *roles: Role) -> list[int]:
    """The nearest first."""
    rows = db.session.execute(
        select(Appointment.person_id, Appointment.role, Place.path)
        .join(Appointment.place)
        .where(
            Place.path.in_(paths_to(place.path)),
            Appointment.role.in_(roles or IN_CHARGE),
            in_force(on),
        )
        .order_by(Appointment.id)
    ).all()
    in_order = sorted(rows, key=lambda row: (-len(row.path), IN_CHARGE.index(row.role)))
    return list(dict.fromkeys(row.person_id for row in in_order))


def paths_to(path: str) -> list[str]:
    """This place and those above it: “n/”, “n/s/”, “n/s/east/”."""
    steps = path.strip("/").split("/")
    return ["/".join(steps[: number + 1]) + "/" for number in range(len(steps))]
