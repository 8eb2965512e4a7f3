"""Take in a staff list: see what it would do, then all of it or nothing. Nobody is invited by it."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from qa_app.access.rules import Permission, Role, Viewer, may
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Appointment, JobTitleRole, Membership, Place, StaffImport
from qa_app.organisation.operations.appointments import appoint, end_on
from qa_app.organisation.operations.membership import join_council, lock_council
from qa_app.organisation.operations.people import add_person
from qa_app.organisation.operations.places import add_place
from qa_app.organisation.queries.people import held_on, line_managers
from qa_app.organisation.queries.places import council_of
from qa_app.organisation.queries.staff_imports import surroundings_of
from qa_app.organisation.rules.job_titles import IMPORTABLE, title_key
from qa_app.organisation.rules.staff_list import LAYOUT, as_kept, from_kept, read_staff
from qa_app.organisation.rules.staff_plan import Line, Plan, Spot, managers_in, plan_of
from qa_app.trail.operations import record
from qa_app.uploads import operations as uploads
from qa_app.uploads.models import Upload
from qa_app.uploads.rules.headers import rows_below
from qa_app.uploads.rules.problems import Problem, Weight
from qa_app.uploads.rules.sheets import recognise
from qa_app.uploads.rules.states import digest_of
from qa_app.uploads.spreadsheet import read

KIND = "staff"
NOT_FOUND = (
    "No staff list was found in {name}. It needs one row of headings with the name, the email "
    "address and the job title."
)
OVERTAKEN = "The list of people has changed since you looked. Look at what would change again."


def preview_staff(name: str, content: bytes, *, whole: bool, by: Viewer, at: datetime) -> Upload:
    """Read the file in memory, and keep the fields we use for an hour."""
    file = read(content, name)
    seen = [sheet for sheet in file.sheets if not sheet.hidden]
    found = recognise([(sheet.name, sheet.rows) for sheet in seen], [LAYOUT])
    if not found:
        raise DomainError(NOT_FOUND.format(name=name))
    sheet, header = seen[found[0].sheet], found[0].header
    rows, problems = read_staff(sheet.name, rows_below(sheet.rows, header))
    columns = {column.name: column.title for column in LAYOUT.columns}
    contents = {
        "how": file.how,
        "sheet": sheet.name,
        "columns": {columns[one]: header.headings[at] for one, at in header.found.items()},
        "not_read": header.not_read,
        "rows": [as_kept(row) for row in rows],
        "problems": [[p.weight.name, p.sheet, p.row, p.cell, p.sentence] for p in problems],
        "whole": whole,
    }
    upload = uploads.preview(
        council_id=by.council_id,
        kind=KIND,
        name=name[:250],
        digest=digest_of([content]),
        contents=contents,
        by_id=by.person_id,
        at=at,
    )
    record("staff-list:previewed", by, upload, at=at, rows=len(rows))
    return upload


def planned(upload: Upload, by: Viewer, at: datetime) -> Plan:
    """What the upload would do to the council as it stands now."""
    contents = uploads.contents_of(upload, at)
    rows = [from_kept(kept) for kept in contents["rows"]]
    # Whoever may not appoint by hand uses the roles that an administrator chose for job titles.
    there = surroundings_of(
        council_of(by),
        rows,
        by.person_id,
        london_day(at),
        guess=may(by, Permission.PERSON_WRITE),
    )
    plan = plan_of(rows, there, whole=contents["whole"])
    refused = [
        Problem(Weight[weight], sheet, row, cell, sentence)
        for weight, sheet, row, cell, sentence in contents["problems"]
    ]
    plan.problems = refused + plan.problems
    return plan


def digest_of_plan(plan: Plan) -> str:
    """Changes whenever what would be done does."""
    said = repr((plan.new, plan.changed, plan.ended, plan.places_to_make))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def choose_roles(roles: dict[str, Role | None], by: Viewer, at: datetime) -> None:
    """What job titles mean here, for this list and the next."""
    if any(role and role not in IMPORTABLE for role in roles.values()):
        raise DomainError("An import gives no such role. Appoint these people by hand.")
    known = {
        one.written: one
        for one in db.session.scalars(
            select(JobTitleRole).where(JobTitleRole.council_id == by.council_id)
        )
    }
    for title, role in roles.items():
        key = title_key(title)
        row = known.get(key) or JobTitleRole(council_id=by.council_id, written=key)
        row.role = role
        db.session.add(row)
        known[key] = row
    db.session.flush()
    record("staff-list:roles-chosen", by, at=at, titles=len(roles))


def confirm_staff(upload: Upload, digest: str, by: Viewer, at: datetime) -> StaffImport:
    """Everything that the preview said, or nothing when something has changed since."""
    council = lock_council(by.council_id)
    plan = planned(upload, by, at)
    if digest_of_plan(plan) != digest:
        raise DomainError(OVERTAKEN)
    if plan.does_nothing:
        raise DomainError("This list changes nothing, so there is nothing to import")
    work = Work(council, plan, by, at)
    work.do()
    counts: dict[str, Any] = {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "ended": len(plan.ended),
        "places": len(plan.places_to_make),
    }
    taken_in = StaffImport(
        council_id=council.id,
        name=upload.name,
        at=at,
        by_id=by.person_id,
        counts=counts,
        done=work.done(),
    )
    db.session.add(taken_in)
    db.session.flush()
    uploads.confirm(upload, counts, at)
    record("staff-list:imported", by, taken_in, at=at, **counts)
    return taken_in


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
        held = line_managers(self.council.id)
        for person_id, manager_id in managers_in(
            self.plan.lines, self.ids, held, self.plan
        ).items():
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
