"""Dip samples and audits of a practitioner's own work, for tests."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.audit_templates.operations import publish_from_library
from qa_app.audit_templates.queries import newest_number
from qa_app.audits import operations
from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person, Place
from qa_app.organisation.rules import Kind as PlaceKind
from qa_app.rounds import operations as rounds
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.rules.plans import BEGINNINGS, Kind, Source
from tests.makers import NOON, TODAY, make_council, make_person, make_place, viewer_of

LIGHT = "return-interview-sample"


def make_programme_of(council: Place, kind: Kind, template: str, name: str = "") -> Programme:
    """Made once for each council and name."""
    called = name or kind.value
    there = db.session.scalars(
        select(Programme).where(Programme.council_id == council.id, Programme.name == called)
    )
    if found := there.first():
        return found
    if newest_number(council.id, template) == 0:
        publish_from_library(council, template, 1, by=None, at=NOON)
    plan = replace(BEGINNINGS[kind], first_month=TODAY.replace(day=1))
    if kind is Kind.DIP_SAMPLE:
        plan = replace(plan, source=Source.REFERENCES)
    return rounds.add_programme(council, called, template, None, NOON, plan)


def make_sample(
    auditor: Person | None = None,
    place: Place | None = None,
    number: int = 3,
    template: str = LIGHT,
    name: str = "Dip sample of return interviews",
) -> list[Allocation]:
    """Records of one dip sample, all given to one auditor."""
    place = place or make_place()
    council = db.session.get_one(Place, place.council_id)
    programme = make_programme_of(council, Kind.DIP_SAMPLE, template, name)
    opened = rounds.open_round(programme, TODAY, by=None, at=NOON)
    auditor = auditor or make_person(Role.TEAM_MANAGER, place)
    return [
        rounds.allocate(opened, f"RH-{one:03}", place, auditor, by=None, at=NOON)
        for one in range(1, number + 1)
    ]


def make_own_work(
    practitioner: Person,
    place: Place,
    auditor: Person,
    template: str = "supervision-file",
    round_: Round | None = None,
) -> Allocation:
    """Somebody is to look at what a practitioner does themselves."""
    council = db.session.get_one(Place, place.council_id)
    kind = Kind.OBSERVATION if template == "practice-observation" else Kind.SUPERVISION
    opened = round_ or rounds.open_round(
        make_programme_of(council, kind, template), TODAY, by=None, at=NOON
    )
    allocation = rounds.allocate(opened, practitioner.public_id, place, auditor, by=None, at=NOON)
    allocation.practitioner_id = practitioner.id
    db.session.flush()
    return allocation


def begun(allocation: Allocation) -> Audit:
    return operations.begin(allocation, by=viewer_of(allocation.auditor), at=NOON)


@dataclass
class Team:
    """A practitioner, their manager and those above; and people elsewhere with much to see."""

    council: Place
    service: Place
    team: Place
    practitioner: Person
    manager: Person
    auditor: Person

    def somebody(self, role: Any, place: Place | None = None) -> Person:
        return make_person(role, place or self.council)


def make_team() -> Team:
    council = make_council()
    service = make_place(council, "Safeguarding", PlaceKind.SERVICE)
    team, other = make_place(service, "East"), make_place(service, "West")
    manager = make_person(Role.TEAM_MANAGER, team, name="Maya Okafor")
    practitioner = make_person(Role.PRACTITIONER, team, name="Sam Fieldhouse")
    member = db.session.scalars(
        select(Membership).where(Membership.person_id == practitioner.id)
    ).one()
    member.job_title, member.line_manager_id = "Social worker", manager.id
    auditor = make_person(Role.TEAM_MANAGER, other, name="Ann Brandt")
    db.session.flush()
    return Team(council, service, team, practitioner, manager, auditor)
