"""Who asks for which figures, for whom: what every sheet of a report is made from."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar, cast

from sqlalchemy import Select, func, select

from qa_app.access.rules import Duty, Permission, Post, Role, Viewer, may_at
from qa_app.audits.models import Audit
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.statistics.suppression.small_counts import is_shown_in_full
from qa_app.insight.queries.counted import that_count
from qa_app.insight.queries.coverage import list_open_records
from qa_app.insight.queries.grades import Asking
from qa_app.insight.queries.offered import Offered, list_offered_to
from qa_app.insight.queries.places import MOVED
from qa_app.insight.queries.settling import settling_of
from qa_app.insight.rules.coverage import OpenRecord
from qa_app.insight.rules.filters import Filters, Picked
from qa_app.insight.rules.grades import WHOLE, About, Scale
from qa_app.insight.rules.places import path_above
from qa_app.insight.rules.series import Settling
from qa_app.organisation.rules import Kind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.pseudonyms import Pseudonyms
from qa_app.rounds.rules import first_of_month

# Nothing is their own, and nothing was given to them.
NOBODY = 0
Found = TypeVar("Found")


@dataclass(frozen=True)
class Ask:
    """Everything is as the person may see it at `at`, and counted as the pages count it."""

    viewer: Viewer
    filters: Filters
    level: Level
    names: Pseudonyms
    at: datetime
    with_references: bool = False
    # Where others that left count these audits in part, only figures of the whole are told.
    wholes_only: bool = False
    # What several tables are decided by, found out once; of other filters it is found out anew.
    _known: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, name: str, find: Callable[[], Found]) -> Found:
        if name not in self._known:
            self._known[name] = find()
        return cast(Found, self._known[name])

    @property
    def today(self) -> date:
        return london_day(self.at)

    @property
    def months(self) -> list[date]:
        return self.filters.period.months

    @property
    def by_quarter(self) -> bool:
        """A month and then the year would tell of the month; for parts of a council that is soon somebody."""
        return self.level is Level.PUBLIC or (self.level.leaves and bool(self.filters.below))

    @cached_property
    def offered(self) -> Offered:
        return list_offered_to(self.viewer)

    @cached_property
    def settling(self) -> Settling:
        return settling_of(self.viewer, self.filters, first_of_month(self.today))

    @cached_property
    def scales(self) -> Mapping[int, Scale]:
        return {number: one.scale for number, one in self.offered.versions.items()}

    @cached_property
    def place_names(self) -> Mapping[str, str]:
        return {one.path: one.name for one in self.offered.places}

    def place(self, path: str) -> str:
        return self.place_names.get(path, MOVED)

    def part_of(self, path: str) -> str:
        return self.place_names.get(path_above(path), "")

    @cached_property
    def tops(self) -> Collection[str]:
        """What the places of a table are parts of: the place asked for, or the highest that there are."""
        if self.filters.below:
            return [self.filters.below]
        highest = min((one.depth for one in self.offered.places), default=0)
        return [one.path for one in self.offered.places if one.depth == highest]

    def audits(self) -> Select[Audit]:
        """Those that count, without what pages load along with them."""
        return that_count(self.viewer, self.filters).options().order_by(None)

    def grades(self, about: About = WHOLE) -> Asking:
        return Asking(self.viewer, self.filters, about, self.offered.versions)

    def judged(self, about: About = WHOLE) -> Asking:
        """The same over all months in which change is judged, however few of them are shown."""
        return replace(self.grades(about), filters=self.filters.judged)

    @cached_property
    def number(self) -> int:
        ids = self.audits().with_only_columns(Audit.id).subquery()
        return db.session.scalar(select(func.count()).select_from(ids)) or 0

    @cached_property
    def is_in_full(self) -> bool:
        """Counts of a whole council or service, of many children and by many people, are shown as they are."""
        filters = self.filters
        narrowed = (
            filters.status,
            filters.age,
            filters.template,
            filters.programme,
            filters.auditor,
        )
        # Of all records that could have been drawn: what was asked for by name, or set apart, is of a few.
        if self.level is not Level.COUNCIL or any(narrowed) or filters.picked is not Picked.USUAL:
            return False
        place = next((one for one in self.offered.places if one.path == self.filters.below), None)
        if place and place.kind not in (Kind.COUNCIL, Kind.SERVICE):
            return False
        who = self.audits().with_only_columns(Audit.read_by_id).distinct().subquery()
        people = db.session.scalar(select(func.count()).select_from(who)) or 0
        return is_shown_in_full(len(self.open_records), people)

    @cached_property
    def open_records(self) -> list[OpenRecord]:
        return list_open_records(self.viewer, self.filters.below)

    def record(self, reference: str, child_id: int | None) -> str:
        """Under its reference where that was asked for; else under a name of this report alone."""
        if self.with_references:
            return reference
        return self.names.of("R", str(child_id) if child_id else f"as {reference}")

    def audit(self, public_id: str) -> str:
        """Links the rows of one audit on different sheets."""
        return self.names.of("A", public_id)


def viewpoint_of(viewer: Viewer, level: Level) -> Viewer:
    """What leaves is counted from one point of view, without records that are restricted and grades that are sealed.

    Otherwise the difference between two people's reports, or between two of one's own, would tell of these.
    """
    if not level.leaves:
        return viewer
    return replace(viewer, person_id=NOBODY, posts=posts_of_nobody(viewer.council_path))


def posts_of_nobody(path: str) -> tuple[Post, ...]:
    """Of a director who might be asked for a second opinion: what is sealed from anybody is closed to them."""
    return Post(Role.DIRECTOR, path), Post(Duty.MODERATOR, path)


def may_release(viewer: Viewer) -> bool:
    """Whether they may make what others than the readers of these audits will read."""
    return may_at(viewer, Permission.REPORT_READ, viewer.council_path)
