"""What is there before a staff list is taken in: places, people, and what job titles mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.access.rules import Duty, Role
from qa_app.organisation.rules.job_titles import IMPORTABLE
from qa_app.organisation.rules.places import Kind


@dataclass(frozen=True)
class KnownPlace:
    path: str
    name: str
    kind: Kind


@dataclass(frozen=True)
class KnownPerson:
    """What the council holds about somebody now."""

    person_id: int
    name: str
    email: str
    staff_number: str
    job_title: str
    hours: float
    manager_id: int | None
    leaves_on: date | None
    posts: tuple[tuple[Role | Duty, str], ...] = ()

    @property
    def imported_posts(self) -> tuple[tuple[Role | Duty, str], ...]:
        return tuple(post for post in self.posts if post[0] in IMPORTABLE)


@dataclass(frozen=True)
class Surroundings:
    """What is there before the import."""

    council_path: str
    places: Sequence[KnownPlace]
    people: Sequence[KnownPerson]
    roles: Mapping[str, Role | None]
    domains: Sequence[str]
    today: date
    importer_id: int | None

    def name_of(self, person_id: int | None) -> str:
        return next((one.name for one in self.people if one.person_id == person_id), "")
