"""What the steps of the demonstration share while they make it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from qa_app.access.rules import Duty, Role, Viewer
from qa_app.cli.demo.hands import Hand
from qa_app.cli.demo.records import Life, Team
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person, Place
from qa_app.organisation.queries import viewer_of

MONTHS = 24
NAME, DOMAIN = "Northshire", "northshire.example"
OTHER_NAME, OTHER_DOMAIN = "Southmere", "southmere.example"


@dataclass
class Account:
    """Somebody to sign in as, and what they are good for seeing."""

    holds: Role | Duty
    person: Person
    shows: str


@dataclass
class World:
    chance: Random
    at: datetime
    key: str
    places: dict[str, Place] = field(default_factory=dict)
    teams: list[Team] = field(default_factory=list)
    people: dict[str, Membership] = field(default_factory=dict)
    # The heads of service, by the path of theirs.
    heads: dict[str, Membership] = field(default_factory=dict)
    accounts: list[Account] = field(default_factory=list)
    # The records on the list of each month, the oldest first.
    lists: list[list[Life]] = field(default_factory=list)
    viewers: dict[tuple[int, int], Viewer] = field(default_factory=dict)
    # How each auditor writes, by their number.
    hands: dict[int, Hand] = field(default_factory=dict)

    @property
    def records(self) -> list[Life]:
        """Those on the newest list."""
        return self.lists[-1]

    @property
    def council(self) -> Place:
        return self.places[NAME]

    @property
    def today(self) -> date:
        return london_day(self.at)

    @property
    def began(self) -> datetime:
        """When the council began to use the service."""
        return self.at - timedelta(days=31 * MONTHS)

    @property
    def administrator(self) -> Viewer:
        return self.viewer(self.people["administrator"])

    def viewer(self, member: Membership) -> Viewer:
        """As they are today, asked once: the demonstration appoints everybody before they act."""
        key = (member.person_id, member.council_id)
        if known := self.viewers.get(key):
            return known
        council = db.session.get_one(Place, member.council_id)
        found = viewer_of(member.person, council, self.today)
        assert found is not None  # noqa: S101 – the demonstration appoints whom it asks for
        self.viewers[key] = found
        return found

    def account(self, holds: Role | Duty, member: Membership, shows: str) -> None:
        self.accounts.append(Account(holds, member.person, shows))
