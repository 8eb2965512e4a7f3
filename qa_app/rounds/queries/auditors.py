"""Whoever may be given records in a round: what they lead, who leads them, and the time they have."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from qa_app.access.rules import GRANTS, Duty, Permission, Reach, Role
from qa_app.foundation.clock import is_working_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Absence, Appointment, Membership, Person, Place
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.rounds.rules.independence import Auditor, chain_above, service_of
from qa_app.rounds.rules.plans import Auditors
from qa_app.rounds.rules.shares import Time

MAY_AUDIT = [one for one, grants in GRANTS.items() if Permission.AUDIT_WRITE in grants]
# Roles that make somebody part of a team or of those above it.
IN_THE_LINE = (Role.PRACTITIONER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE)
CLEARED = [
    one for one, grants in GRANTS.items() if grants.get(Permission.CHILD_RESTRICTED) is Reach.PLACE
]


@dataclass(frozen=True)
class Panel:
    """The auditors of a round, with the names that pages show."""

    auditors: tuple[Auditor, ...]
    times: Mapping[int, Time]
    names: Mapping[int, str]
    manager_of: Mapping[int, int | None]


def panel_for(
    council_id: int, council_path: str, who: Auditors, first_day: date, last_day: date
) -> Panel:
    """Those whom a programme asks, who may audit, and who are here for some of these days."""
    posts = _posts(council_id, first_day)
    people = _asked(council_id, who, posts, last_day, first_day)
    members = {one.person_id: one for one in _members(council_id, [*people], first_day)}
    managers = managers_of(council_id)
    absences = _absences(council_id, [*members], first_day, last_day)
    auditors = tuple(
        _auditor(person, posts[person], managers, members[person], council_path)
        for person in sorted(members)
    )
    times = {
        person: _time(member, absences[person], first_day, last_day)
        for person, member in members.items()
    }
    names = {person: member.name for person, member in members.items()}
    return Panel(auditors, times, names, managers)


def managers_of(council_id: int) -> dict[int, int | None]:
    rows = select(Membership.person_id, Membership.line_manager_id).where(
        Membership.council_id == council_id
    )
    return {person: manager for person, manager in db.session.execute(rows)}


def leaders_of(council_id: int, on: date) -> dict[str, list[int]]:
    """Who leads each team, by its path."""
    rows = (
        select(Place.path, Appointment.person_id)
        .join(Appointment, Appointment.place_id == Place.id)
        .where(
            Appointment.council_id == council_id,
            Appointment.role == Role.TEAM_MANAGER,
            in_force(on),
        )
        .order_by(Appointment.id)
    )
    leaders: dict[str, list[int]] = defaultdict(list)
    for path, person in db.session.execute(rows):
        leaders[path].append(person)
    return leaders


Posts = dict[int, list[tuple[Role | Duty, str, date | None]]]


def _posts(council_id: int, on: date) -> Posts:
    rows = (
        select(Appointment, Place.path)
        .join(Appointment.place)
        .where(Appointment.council_id == council_id, in_force(on))
        .order_by(Appointment.id)
    )
    posts: Posts = defaultdict(list)
    for appointment, path in db.session.execute(rows):
        posts[appointment.person_id].append((appointment.holds, path, appointment.ends_on))
    return posts


def _asked(
    council_id: int, who: Auditors, posts: Posts, last_day: date, first_day: date
) -> set[int]:
    """By what they hold and where, or by name; always people who may write audits."""
    named = set(
        db.session.scalars(select(Person.id).where(Person.public_id.in_(who.people)))
        if who.people
        else ()
    )
    asked = set()
    for person, held in posts.items():
        able = [post for post in held if post[0] in MAY_AUDIT]
        chosen = any(
            holds.name in who.holds and (not who.paths or path.startswith(who.paths))
            for holds, path, _ in able
        )
        if able and (chosen or person in named):
            asked.add(person)
    return asked


def _members(council_id: int, people: Collection[int], on: date) -> list[Membership]:
    wanted = select(Membership).where(
        Membership.council_id == council_id, Membership.person_id.in_(people), works_here(on)
    )
    return list(db.session.scalars(wanted.order_by(Membership.id)))


def _auditor(
    person: int,
    held: list[tuple[Role | Duty, str, date | None]],
    managers: Mapping[int, int | None],
    member: Membership,
    council_path: str,
) -> Auditor:
    leads = {path for one, path, _ in held if one in IN_THE_LINE and path != council_path}
    return Auditor(
        person=person,
        responsible_for=tuple(sorted(leads)),
        managers=chain_above(person, managers),
        services=tuple(sorted({service_of(path) for _, path, _ in held})),
        cleared_for=tuple(sorted({path for one, path, _ in held if one in CLEARED})),
        last_day=member.leaves_on,
    )


def _absences(
    council_id: int, people: Collection[int], first_day: date, last_day: date
) -> dict[int, list[tuple[date, date]]]:
    rows = db.session.execute(
        select(Absence.person_id, Absence.first_day, Absence.last_day).where(
            Absence.council_id == council_id,
            Absence.person_id.in_(people),
            Absence.first_day <= last_day,
            or_(Absence.last_day.is_(None), Absence.last_day >= first_day),
        )
    )
    away: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for person, first, last in rows:
        away[person].append((first, last or date.max))
    return away


def _time(
    member: Membership, away: Collection[tuple[date, date]], first_day: date, last_day: date
) -> Time:
    """Working days of the round on which they are here: neither away nor gone."""
    days = [first_day + timedelta(days=number) for number in range((last_day - first_day).days + 1)]
    worked = [day for day in days if is_working_day(day)]
    here = [
        day
        for day in worked
        if not any(first <= day <= last for first, last in away)
        and (member.leaves_on is None or day <= member.leaves_on)
    ]
    return Time(member.hours, len(here), len(worked))
