"""What has not been looked at, and for how long."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from qa_app.foundation.clock import london_day
from qa_app.foundation.statistics.wording import share_of

Key = TypeVar("Key", bound=Hashable)


def year_before(day: date) -> date:
    """The same day a year earlier; of 29 February it is the day before it."""
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)


@dataclass(frozen=True)
class Looked:
    """Open records, how many of them were audited within a year or ever, and the last time."""

    records: int
    within_a_year: int
    never: int
    last: date | None

    @property
    def in_figures(self) -> str:
        return share_of(self.within_a_year, self.records)

    @property
    def last_month(self) -> str:
        return f"{self.last:%B %Y}" if self.last else "Never"


@dataclass(frozen=True)
class OpenRecord:
    """One open record: where it is, and when an audit of it was handed in last."""

    place_id: str
    path: str
    team: str
    status: str
    practitioner_id: int | None
    last_at: datetime | None


def looked_at(records: Iterable[OpenRecord], today: date) -> Looked:
    those = [london_day(one.last_at) if one.last_at else None for one in records]
    days = [day for day in those if day]
    since = year_before(today)
    return Looked(
        records=len(those),
        within_a_year=sum(day >= since for day in days),
        never=len(those) - len(days),
        last=max(days, default=None),
    )


def looked_by(
    records: Iterable[OpenRecord], key: Callable[[OpenRecord], Key], today: date
) -> dict[Key, Looked]:
    groups: dict[Key, list[OpenRecord]] = defaultdict(list)
    for one in records:
        groups[key(one)].append(one)
    return {of: looked_at(those, today) for of, those in groups.items()}


def least_first(looked: Looked, name: str) -> tuple[float, float, str]:
    """To sort by: the smallest part audited in the last 12 months first, then the larger part never audited.

    One audit yesterday of a hundred records does not move a team to the end.
    """
    records = max(1, looked.records)
    return looked.within_a_year / records, -looked.never / records, name.casefold()


def coverage_sentence(looked: Looked) -> str:
    records = "open record was" if looked.records == 1 else "open records were"
    return share_of(
        looked.within_a_year, looked.records, f" {records} audited in the last 12 months"
    )
