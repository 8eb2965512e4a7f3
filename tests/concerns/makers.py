"""Concerns for tests: a council with a manager at each rung, and a record that somebody reads."""

from dataclasses import dataclass, field
from typing import Any

from qa_app.access.rules import Role
from qa_app.children.models import ChildOnList
from qa_app.concerns import operations
from qa_app.concerns.models import Concern
from qa_app.concerns.operations import Record
from qa_app.concerns.rules import About
from qa_app.organisation.models import Person, Place
from qa_app.organisation.operations import change_setting
from qa_app.organisation.rules import Kind
from tests.children.makers import make_child
from tests.makers import NOON, make_council, make_person, make_place, viewer_of

ADDRESS = "https://audit.example"


@dataclass
class Council:
    """An auditor of West reads a record of East, whose manager, service manager and head are here."""

    place: Place = field(default_factory=make_council)

    def __post_init__(self) -> None:
        self.service = make_place(self.place, "Safeguarding", Kind.SERVICE)
        self.east, self.west = make_place(self.service, "East"), make_place(self.service, "West")
        self.manager = make_person(Role.TEAM_MANAGER, self.east, name="Mina Manager")
        self.above = make_person(Role.SERVICE_MANAGER, self.service, name="Sol Service")
        self.head = make_person(Role.HEAD_OF_SERVICE, self.service, name="Hal Head")
        self.auditor = make_person(Role.TEAM_MANAGER, self.west, name="Una Auditor")
        self.row = make_child(self.east)

    def choose(self, **chosen: str) -> None:
        administrator = viewer_of(make_person(Role.ADMINISTRATOR, self.place))
        for name, value in chosen.items():
            change_setting(name, value, by=administrator, at=NOON)


def make_concern(
    council: Council | None = None,
    about: About = About.CHILD,
    by: Person | None = None,
    row: ChildOnList | None = None,
    **what_matters: Any,
) -> Concern:
    council = council or Council()
    row = row or council.row
    return operations.raise_concern(
        Record(row.place, row.child.reference, row.child),
        about,
        "The father, who may not be near the children, answered the door.",
        by=viewer_of(by or council.auditor),
        at=what_matters.pop("at", NOON),
        address=ADDRESS,
        **what_matters,
    )
