"""The first page that looks back: what has changed, and where help is needed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.foundation.statistics.changes import Change, Compared
from qa_app.insight.rules.grade_months import change_of, is_compared
from qa_app.insight.rules.grades import NONE, About, Share
from qa_app.insight.rules.series import Series, Settling


@dataclass(frozen=True)
class Watched:
    """What is graded, and what the months say of it."""

    about: About
    found: Compared
    series: Series

    @property
    def has_changed(self) -> bool:
        return self.found.change in (Change.RISING, Change.FALLING)

    @property
    def is_compared(self) -> bool:
        return is_compared(self.found)

    @property
    def sentence(self) -> str:
        """After the name of what is graded."""
        way = "improved" if self.found.change is Change.RISING else "fallen"
        recent, before = (self.series.said(one) for one in (self.found.recent, self.found.before))
        return f"has {way}: good or better in {recent}; before that, in {before}."


def watched_of(
    about: About, shares: Mapping[date, Share], settling: Settling, dates: Sequence[date]
) -> Watched:
    """A month without any of it says nothing."""
    each = [(month, shares.get(month, NONE)) for month in dates]
    series = Series(dates, [settling.month(month, one.good, one.of) for month, one in each])
    return Watched(about, change_of(series), series)


@dataclass(frozen=True)
class Helped:
    """A place where something is overdue: so many audits and so many actions."""

    path: str
    name: str
    above: str
    audits: int
    actions: int
    public_id: str = ""


def in_order(places: Iterable[Helped]) -> list[Helped]:
    """By name below what they are part of: nobody is ranked."""
    return sorted(places, key=lambda one: (one.above.casefold(), one.name.casefold()))


def listed(names: Sequence[str]) -> str:
    """Supervision, planning and visits."""
    lowered = [name.lower() for name in names]
    return " and ".join([", ".join(lowered[:-1]), lowered[-1]]) if len(lowered) > 1 else lowered[0]
