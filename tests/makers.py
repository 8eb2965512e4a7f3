"""Make things for tests: each takes what matters to the test and chooses the rest."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from qa_app.access.rules import Duty, Role, Viewer
from qa_app.audit_templates.operations import publish_from_library
from qa_app.audits import operations as audits
from qa_app.audits.models import Audit
from qa_app.foundation import clock
from qa_app.foundation.database import db
from qa_app.organisation import operations, queries
from qa_app.organisation.models import Person, Place
from qa_app.organisation.rules import Kind
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Allocation, Programme, Round, RoundReader
from qa_app.rounds.rules.plans import Plan, Released, SignsOff

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOON.date()
LONG_AGO = date(2020, 1, 1)
LAST_DAY = date(2030, 1, 1)
_numbers = count(1)


def make_council(name: str = "Northshire") -> Place:
    return operations.add_council(name, at=NOON)


def make_place(parent: Place | None = None, name: str = "Team 1", kind: Kind = Kind.TEAM) -> Place:
    return operations.add_place(parent or make_council(), kind, name, by=None, at=NOON)


def make_person(
    role: Role | Duty | None = Role.TEAM_MANAGER,
    place: Place | None = None,
    *,
    name: str | None = None,
    email: str | None = None,
) -> Person:
    """Somebody who has long held a role at a place."""
    number = next(_numbers)
    person = operations.add_person(
        name or f"Ada Thornley {number}",
        email or f"person{number}@northshire.example",
        by=None,
        at=NOON,
    )
    if role is not None:
        appoint(person, role, place or make_place())
    return person


def appoint(person: Person, holds: Role | Duty, place: Place) -> None:
    first = TODAY - timedelta(days=30) if holds is Role.EXTERNAL_AUDITOR else LONG_AGO
    last = {Role.EXTERNAL_AUDITOR: TODAY + timedelta(days=59), Role.INSPECTOR: LAST_DAY}
    operations.appoint(person, holds, place, first, by=None, at=NOON, ends_on=last.get(holds))


def viewer_of(person: Person) -> Viewer:
    """The person as the rules see them at the first council that appointed them."""
    council = db.session.get(Place, person.appointments[0].council_id)
    assert council is not None
    found = queries.viewer_of(person, council, TODAY)
    assert found is not None
    return found


# What is asked for a second time is said by the tests that are about it.
NO_SECOND_OPINIONS = {
    "moderation_share": 0,
    "moderate_inadequate": False,
    "moderate_first": False,
    "moderate_override": False,
    "signs_off": SignsOff.QA_LEAD,
    "released": Released.AGREED,
}


def make_programme(council: Place, **planned: Any) -> Programme:
    """The council's monthly audit, with the template that comes with the service; made once."""
    # PostgreSQL gives rows that were changed later; without an order another programme may come first.
    there = db.session.scalars(
        select(Programme).where(Programme.council_id == council.id).order_by(Programme.id)
    )
    if found := there.first():
        return found
    publish_from_library(council, "management-oversight", 1, by=None, at=NOON)
    plan = Plan(first_month=TODAY.replace(day=1), **{**NO_SECOND_OPINIONS, **planned})
    return rounds.add_programme(
        council, "Monthly audit", "management-oversight", None, NOON, plan=plan
    )


def make_round(council: Place, day: date | None = None) -> Round:
    """The round of a day's month; this month's otherwise."""
    return rounds.open_round(make_programme(council), day or clock.today(), by=None, at=NOON)


def make_reader(round_: Round, inspector: Person) -> RoundReader:
    return rounds.name_round(round_, inspector.appointments[0], by=None, at=NOON)


def make_allocation(
    auditor: Person | None = None,
    place: Place | None = None,
    reference: str = "0012345",
    day: date | None = None,
) -> Allocation:
    """A record to read in the month of this day, or this month."""
    place = place or make_place()
    council = db.session.get(Place, place.council_id)
    assert council is not None
    opened = make_round(council, day)
    auditor = auditor or make_person(Role.TEAM_MANAGER, place)
    return rounds.allocate(opened, reference, place, auditor, by=None, at=NOON)


def make_audit(**what_matters: Any) -> Audit:
    allocation = make_allocation(**what_matters)
    return audits.begin(allocation, by=viewer_of(allocation.auditor), at=NOON)
