"""A small council for the tests of this folder."""

from dataclasses import dataclass
from typing import TypeVar

from qa_app.access.rules import Role, Viewer
from qa_app.foundation.database import Model, db
from qa_app.organisation.models import Membership, Person, Place
from qa_app.organisation.queries.people import member_of
from qa_app.organisation.rules import Kind
from tests.makers import make_council, make_person, make_place, viewer_of

Thing = TypeVar("Thing", bound=Model)


@dataclass
class Council:
    """Two services, three teams, an administrator and one who governs information."""

    root: Place
    east: Place
    team: Place
    other_team: Place
    west: Place
    administrator: Person
    governance: Person
    admin: Viewer

    def member(self, person: Person) -> Membership:
        found = member_of(person.id, self.root.id)
        assert found is not None
        return found


def make_whole_council(name: str = "Northshire") -> Council:
    root = make_council(name)
    east = make_place(root, "East", Kind.SERVICE)
    administrator = make_person(Role.ADMINISTRATOR, root, name="Gwen Admin")
    return Council(
        root,
        east,
        make_place(east, "Team 1"),
        make_place(east, "Team 2"),
        make_place(root, "West", Kind.SERVICE),
        administrator,
        make_person(Role.INFORMATION_GOVERNANCE, root, name="Ifan Governance"),
        viewer_of(administrator),
    )


def fresh(thing: Thing) -> Thing:
    """The same row in the session of now: a request ends with its session."""
    return db.session.get_one(type(thing), thing.id)
