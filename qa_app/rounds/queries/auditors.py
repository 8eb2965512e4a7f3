"""Whoever may be given records in a round: what they lead, who leads them, and the time they have."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from qa_app.access.rules import GRANTS, Duty, Permission, Reach, Role
from qa_app.foundation.clock import is_working_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Absence, Appointment, Membership, Place
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.rounds.rules.independence import Auditor, chain_above, service_of
from qa_app.rounds.rules.plans import Auditors
from qa_app.rounds.rules.shares import Time

MAY_AUDIT = [one for one, grants in GRANTS.items() if Permission.AUDIT_WRITE in grants]
MAY_MODERATE = [one for one, grants in GRANTS.items() if Permission.AUDIT_MODERATE in grants]
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

    @property
    def here(self) -> list[int]:
        """Those who have any time in the round: the others are given nothing."""
        return [one.person for one in self.auditors if self.times[one.person].weight > 0]


@dataclass(frozen=True)
class Workforce:
    """Everybody of a council who may audit on some of these days, asked for once."""

    council_path: str
    posts: "Posts"
    members: Mapping[int, Membership]
    absences: Mapping[int, list[tuple[date, date]]]
    manager_of: Mapping[int, int | None]

    def panel(self, who: Auditors, first_day: date, last_day: date) -> Panel:
        """Those whom a programme asks, with the working days of the round on which they are here."""
        asked = [
            person
            for person, member in sorted(self.members.items())
            if (member.leaves_on is None or member.leaves_on >= first_day)
            and is_asked(self.posts[person], member.person.public_id, who)
        ]
        times = {
            one: _time(self.members[one], self.absences.get(one, ()), first_day, last_day)
            for one in asked
        }
        return Panel(
            tuple(self._auditor(one) for one in asked),
            times,
            {one: self.members[one].name for one in asked},
            self.manager_of,
        )

    def within(self, paths: tuple[str, ...]) -> "Workforce":
        """Of them those who hold something at one of these places or below."""
        members = {
            one: member
            for one, member in self.members.items()
            if paths and any(path.startswith(paths) for _, path in self.posts[one])
        }
        return replace(self, members=members)

    def everybody(self, first_day: date, last_day: date) -> dict[int, Time]:
        """The time of all who may audit, whichever programme asks them."""
        return {
            one: _time(member, self.absences.get(one, ()), first_day, last_day)
            for one, member in self.members.items()
        }

    def _auditor(self, person: int) -> Auditor:
        held = self.posts[person]
        leads = {path for one, path in held if one in IN_THE_LINE and path != self.council_path}
        return Auditor(
            person=person,
            responsible_for=tuple(sorted(leads)),
            managers=chain_above(person, self.manager_of),
            services=tuple(sorted({service_of(path) for _, path in held})),
            cleared_for=tuple(sorted({path for one, path in held if one in CLEARED})),
            last_day=self.members[person].leaves_on,
        )


def is_asked(held: Collection[tuple[Role | Duty, str]], public_id: str, who: Auditors) -> bool:
    """By what they hold and where, or by name."""
    return public_id in who.people or any(
        holds.name in who.holds and (not who.paths or path.startswith(who.paths))
        for holds, path in held
        if holds in MAY_AUDIT
    )


def workforce_of(council_id: int, first_day: date, last_day: date) -> Workforce:
    posts = _posts(council_id, first_day, last_day)
    able = [one for one, held in posts.items() if any(holds in MAY_AUDIT for holds, _ in held)]
    members = {one.person_id: one for one in _members(council_id, able, first_day)}
    return Workforce(
        db.session.get_one(Place, council_id).path,
        posts,
        members,
        _absences(council_id, [*members], first_day, last_day),
        managers_of(council_id),
    )


def list_able(council_id: int, on: date) -> list[Membership]:
    """Everybody who may audit, by name, for a form to offer."""
    people = workforce_of(council_id, on, on).members.values()
    return sorted(people, key=lambda one: (one.name.lower(), one.id))


def list_moderators(council_id: int, on: date) -> list[Membership]:
    """Everybody who may give second opinions, by name."""
    posts = _posts(council_id, on, on)
    able = [one for one, held in posts.items() if any(holds in MAY_MODERATE for holds, _ in held)]
    people = _members(council_id, able, on)
    return sorted(people, key=lambda one: (one.name.lower(), one.id))


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


Posts = dict[int, list[tuple[Role | Duty, str]]]


def _posts(council_id: int, first_day: date, last_day: date) -> Posts:
    """What each of them holds on some of these days, and where."""
    rows = (
        select(Appointment, Place.path)
        .join(Appointment.place)
        .where(
            Appointment.council_id == council_id,
            Appointment.starts_on <= last_day,
            or_(Appointment.ends_on.is_(None), Appointment.ends_on >= first_day),
        )
        .order_by(Appointment.id)
    )
    posts: Posts = defaultdict(list)
    for appointment, path in db.session.execute(rows):
        posts[appointment.person_id].append((appointment.holds, path))
    return posts


def _members(council_id: int, people: Collection[int], on: date) -> list[Membership]:
    wanted = (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(
            Membership.council_id == council_id, Membership.person_id.in_(people), works_here(on)
        )
    )
    return list(db.session.scalars(wanted.order_by(Membership.id)))


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
