"""What the demonstration invents: teams, and the records that they hold."""

from dataclasses import dataclass, field
from datetime import date

from qa_app.organisation.models import Membership, Place


@dataclass
class Team:
    """A team that holds records, and the kinds of record it holds."""

    place: Place
    statuses: tuple[str, ...]
    manager: Membership | None = None
    practitioners: list[Membership] = field(default_factory=list)


@dataclass(frozen=True)
class Life:
    """One child's record as it stands in a month."""

    reference: str
    family: str
    born: date
    gender: str
    ethnic_group: str
    disabled: bool
    status: str
    since: date
    category: str
    legal_status: str
    team: Team
    practitioner: Membership
