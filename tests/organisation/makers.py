"""A small council for the tests of this folder."""

from dataclasses import dataclass
from datetime import date

from qa_app.access.rules import Role, Viewer
from qa_app.organisation.models import Membership, Person, Place
from qa_app.organisation.queries.people import member_of
from qa_app.organisation.rules import Kind
from tests.makers import make_council, make_person, make_place, viewer_of

SATURDAY = date(2026, 11, 21)


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

    @property
    def admin(self) -> Viewer:
        return viewer_of(self.administrator)

    def member(self, person: Person) -> Membership:
        found = member_of(person.id, self.root.id)
        assert found is not None
        return found


def make_whole_council(name: str = "Northshire") -> Council:
    root = make_council(name)
    east = make_place(root, "East", Kind.SERVICE)
    return Council(
        root,
        east,
        make_place(east, "Team 1"),
        make_place(east, "Team 2"),
        make_place(root, "West", Kind.SERVICE),
        make_person(Role.ADMINISTRATOR, root, name="Gwen Admin"),
        make_person(Role.INFORMATION_GOVERNANCE, root, name="Ifan Governance"),
    )
