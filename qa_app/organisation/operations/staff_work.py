"""Carry out what a staff list would do, noting each thing for an undo."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Place
from qa_app.organisation.operations.appointments import appoint, end_on
from qa_app.organisation.operations.membership import join_council
from qa_app.organisation.operations.people import add_person
from qa_app.organisation.operations.places import add_place
from qa_app.organisation.queries.colleagues import line_managers
from qa_app.organisation.queries.people import held_on
from qa_app.organisation.rules.job_titles import IMPORTABLE
from qa_app.organisation.rules.staff_managers import managers_in
from qa_app.organisation.rules.staff_plan import Line, Plan
from qa_app.organisation.rules.staff_spots import Spot
from qa_app.trail.operations import record


class Work:
    """One import as it is carried out, noting what it does."""

    def __init__(self, council: Place, plan: Plan, by: Viewer, at: datetime) -> None:
        self.council, self.plan, self.by, self.at = council, plan, by, at
        self.today = london_day(at)
        self.places: dict[str, Place] = {}
        self.made: list[int] = []
        self.added: list[int] = []
        self.appointed: list[int] = []
        self.ended: list[tuple[int, str | None]] = []
        self.before: dict[int, dict[str, Any]] = {}
        self.members: dict[int, Membership] = {}
        self.ids: dict[str, int] = {}

    def do(self) -> None:
        self.load()
        for path, make in self.plan.places_to_make:
            self.make_place(path, make)
        for line in self.plan.new:
            self.add(line)
        for line in self.plan.changed:
            self.change(line)
        for known in self.plan.ended:
            member = self.remembered(known.person_id)
            member.leaves_on = self.today
            self.tell("person:leaving", member, on=self.today.isoformat())
        self.set_managers()
        db.session.flush()

    def load(self) -> None:
        of_council = Membership.council_id == self.council.id
        members = db.session.scalars(select(Membership).where(of_council))
        self.members = {member.person_id: member for member in members}
        places = db.session.scalars(select(Place).where(Place.council_id == self.council.id))
        self.places = {place.path: place for place in places}

    def make_place(self, path: str, make: tuple) -> None:
        parent = self.place_of(Spot(path, make[:-1]))
        kind, name = make[-1]
        place = add_place(parent, kind, name, self.by, self.at)
        self.places[key_of(Spot(path, make))] = place
        self.made.append(place.id)

    def place_of(self, spot: Spot) -> Place:
        return self.places[key_of(spot)]

    def add(self, line: Line) -> None:
        row = line.row
        person = add_person(row.name, row.email, self.by, self.at)
        member = join_council(person, self.council, self.at, name=row.name)
        member.job_title, member.hours = row.job_title, row.hours
        member.staff_number, member.leaves_on = row.staff_number, row.ends_on
        self.members[person.id] = member
        self.added.append(member.id)
        self.tell("person:added", member)
        self.appoint(member, line, max(self.today, row.starts_on or self.today))

    def change(self, line: Line) -> None:
        assert line.known is not None  # noqa: S101 – only those we know change
        row, member = line.row, self.remembered(line.known.person_id)
        if line.differs:
            member.name, member.job_title, member.hours = row.name, row.job_title, row.hours
            member.staff_number = row.staff_number or member.staff_number
            member.leaves_on = row.ends_on or member.leaves_on
            self.tell("person:edited", member)
        if line.moves:
            held = [one for one in held_on(member, self.today) if one.role in IMPORTABLE]
            for appointment in held if len(held) == 1 else []:
                self.end(appointment)
            self.appoint(member, line, self.today)

    def appoint(self, member: Membership, line: Line, starts_on: date) -> None:
        place = self.place_of(line.spot)
        made = appoint(member.person, line.role, place, starts_on, self.by, self.at)
        self.appointed.append(made.id)

    def end(self, appointment: Appointment) -> None:
        before = appointment.ends_on.isoformat() if appointment.ends_on else None
        self.ended.append((appointment.id, before))
        end_on(appointment, self.today - timedelta(days=1), self.by, self.at)

    def set_managers(self) -> None:
        for line in self.plan.lines:
            person_id = line.known.person_id if line.known else self.id_of(line.row.email)
            for name in (line.row.email, line.row.staff_number.casefold()):
                if name:
                    self.ids[name] = person_id
        for member in self.members.values():
            if member.staff_number:
                self.ids.setdefault(member.staff_number.casefold(), member.person_id)
        rows, held = [line.row for line in self.plan.lines], line_managers(self.council.id)
        for person_id, manager_id in managers_in(rows, self.ids, held, self.plan.note).items():
            if self.members[person_id].line_manager_id != manager_id:
                self.remembered(person_id).line_manager_id = manager_id

    def id_of(self, email: str) -> int:
        return next(one.person_id for one in self.members.values() if one.person.email == email)

    def remembered(self, person_id: int) -> Membership:
        """The member, once what is held about them has been noted for an undo."""
        member = self.members[person_id]
        if member.id not in self.added and member.id not in self.before:
            self.before[member.id] = {
                "name": member.name,
                "job_title": member.job_title,
                "hours": member.hours,
                "staff_number": member.staff_number,
                "line_manager_id": member.line_manager_id,
                "leaves_on": member.leaves_on.isoformat() if member.leaves_on else None,
            }
        return member

    def tell(self, name: str, member: Membership, **facts: Any) -> None:
        record(name, self.by, member.person, at=self.at, **facts)

    def done(self) -> dict[str, Any]:
        by_id = {member.id: member for member in self.members.values()}
        return {
            "places": self.made,
            "members": {str(one): by_id[one].version for one in self.added},
            "appointments": self.appointed,
            "ended": self.ended,
            "changed": {
                str(one): {"before": before, "version": by_id[one].version}
                for one, before in self.before.items()
            },
        }


def key_of(spot: Spot) -> str:
    """A place that is there by its path; one that is made by the names below it."""
    return spot.path + "".join(f"\n{name}" for _, name in spot.make)
