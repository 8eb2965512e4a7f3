"""A council with teams, practitioners and a list, for draws and allocations."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa_app.access.rules import Role, Viewer
from qa_app.audit_templates.operations import publish_from_library
from qa_app.audit_templates.queries import newest_number
from qa_app.children.models import ChildOnList
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person, Place
from qa_app.organisation.rules import Kind
from qa_app.rounds.models import Programme, Round
from qa_app.rounds.operations.programmes import add_programme, plan_round
from qa_app.rounds.rules.eligibility import Limits
from qa_app.rounds.rules.plans import Auditors, Plan, Source
from qa_app.rounds.rules.plans import Kind as PlanKind
from tests.children.makers import make_child
from tests.makers import NOON, TODAY, make_council, make_person, make_place, viewer_of

MONTH = TODAY.replace(day=1)
CHANCE = "0123456789abcdef0123456789abcdef"
PLAN = Plan(
    first_month=date(2026, 1, 1),
    number=1,
    auditors=Auditors(holds=("TEAM_MANAGER",)),
    limits=Limits(siblings_once=True, one_a_practitioner=True),
)


TEMPLATES = {
    Source.OPEN_LIST: "management-oversight",
    Source.REFERENCES: "management-oversight",
    Source.PRACTITIONERS: "supervision-file",
    Source.HOUSEHOLDS: "foster-carer-household",
}


@dataclass
class Council:
    place: Place
    teams: list[Place]
    managers: list[Person]
    children: list[ChildOnList]
    lead: Viewer
    officer: Viewer


def make_peopled_council(teams: int = 3, each: int = 4) -> Council:
    """Teams of one service, each with a manager and practitioners of whom each has one child."""
    council = make_council()
    service = make_place(council, "Safeguarding", Kind.SERVICE)
    head = make_person(Role.HEAD_OF_SERVICE, service)
    places = [make_place(service, f"Team {number}") for number in range(teams)]
    managers = [make_person(Role.TEAM_MANAGER, place) for place in places]
    children = []
    for place, manager in zip(places, managers, strict=True):
        reports_to(manager, head)
        for _ in range(each):
            practitioner = make_person(Role.PRACTITIONER, place)
            reports_to(practitioner, manager)
            children.append(make_child(place, practitioner))
    lead, officer = (make_person(role, council) for role in (Role.QA_LEAD, Role.QA_OFFICER))
    return Council(council, places, managers, children, viewer_of(lead), viewer_of(officer))


def reports_to(person: Person, manager: Person) -> None:
    member_of(person).line_manager_id = manager.id
    db.session.flush()


def member_of(person: Person) -> Membership:
    council_id = person.appointments[0].council_id
    found = db.session.query(Membership).filter_by(person_id=person.id, council_id=council_id)
    return found.one()


def make_plan(council: Council, **what_matters: object) -> Programme:
    plan = replace(PLAN, **what_matters)  # type: ignore[arg-type]
    code = "management-oversight" if plan.kind is PlanKind.SURGERY else TEMPLATES[plan.source]
    if newest_number(council.place.id, code) == 0:
        publish_from_library(council.place, code, 1, by=None, at=NOON)
    number = db.session.query(Programme).filter_by(council_id=council.place.id).count()
    name = f"Monthly audits {number + 1}" if number else "Monthly audits"
    return add_programme(council.place, name, code, None, NOON, plan)


def make_planned_round(council: Council, **what_matters: object) -> Round:
    return plan_round(make_plan(council, **what_matters), MONTH, by=None, at=NOON)


def references(records: Sequence[ChildOnList]) -> set[str]:
    return {one.child.reference for one in records}
