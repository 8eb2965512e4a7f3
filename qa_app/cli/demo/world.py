"""What the steps of the demonstration share while they make it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from qa_app.access.rules import Duty, Role, Viewer
from qa_app.cli.demo.hands import Hand
from qa_app.cli.demo.moments import DAY, working_day_before
from qa_app.cli.demo.records import Life, Team
from qa_app.foundation.clock import london_day, start_of
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
    # Those of the other council.
    neighbours: list[Team] = field(default_factory=list)
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
    def month_off(self) -> int:
        """No records are drawn in August, when families and half the managers are away.

        Whoever looks at the demonstration then, or in the month after, finds the pause in December instead.
        """
        return 12 if self.today.month in (8, 9) else 8

    def in_time(self, at: datetime) -> datetime:
        """Then; or at that hour of the last working day but one, so that on a first of a month there is work to see."""
        last = working_day_before(working_day_before(self.today - DAY) - DAY)
        day = london_day(at)
        return start_of(min(day, last)) + (at - start_of(day))

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
