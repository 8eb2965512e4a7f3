"""Months in a row with what was counted in each: which are settled, and how what is compared is said.

Every page that speaks of a change makes its months here, so that all of them leave out the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from qa_app.foundation.statistics.changes import Window
from qa_app.foundation.statistics.months import Month
from qa_app.foundation.statistics.wording import share_of, why_left_out

# So many months are named one by one.
MOST_NAMED = 3


@dataclass(frozen=True)
class Settling:
    """Which months are settled: what waits of the audits that are counted, what waits of all, and the month it is.

    A team and its service, or one template and all of them, compare the same months.
    """

    this_month: date
    here: Mapping[date, int] = field(default_factory=dict)
    everywhere: Mapping[date, int] = field(default_factory=dict)

    def month(self, month: date, count: int, of: int, *, marked: bool = False) -> Month:
        here = self.here.get(month, 0)
        elsewhere = max(0, self.everywhere.get(month, 0) - here)
        return Month(count, of, here, marked, month >= self.this_month, elsewhere)

    def is_settled(self, month: date) -> bool:
        return not self.month(month, 0, 0).is_provisional

    def unsettled(self, months: Iterable[date]) -> list[date]:
        return [one for one in months if not self.is_settled(one)]

    def waiting_in(self, months: Iterable[date]) -> int:
        """How many of those that are counted wait."""
        return sum(self.here.get(one, 0) for one in months)


@dataclass(frozen=True)
class Series:
    """The oldest first."""

    dates: Sequence[date]
    months: Sequence[Month]

    def since(self, first: date) -> "Series":
        at = sum(one < first for one in self.dates)
        return Series(self.dates[at:], self.months[at:])

    def used_in(self, window: Window) -> set[date]:
        """The months that a comparison uses."""
        return {self.dates[at] for at in _places(window) if self.months[at].is_used}

    def said(self, window: Window, share: Callable[[int, int], str] = share_of) -> str:
        """45 of 60 (75%) from June to November 2026, without August (3 audits wait for a second opinion)."""
        if window.first >= window.end:
            return "no audits"
        first, last = self.dates[window.first], self.dates[window.end - 1]
        said = share(window.count, window.of) if window.of else "no audits"
        return f"{said} {months_in_words(first, last)}{self.without(window)}"

    def without(self, window: Window) -> str:
        """What a comparison leaves out of its months, and why."""
        left_out = [
            (self.dates[at], why)
            for at in _places(window)
            if (why := why_left_out(self.months[at]))
        ]
        if len(left_out) > MOST_NAMED:
            return f" without {len(left_out)} months that are not settled or had only themed audits"
        if not left_out:
            return ""
        return f" without {' and '.join(f'{month:%B %Y} ({why})' for month, why in left_out)}"


def _places(window: Window) -> range:
    return range(window.first, window.end)


def months_in_words(first: date, last: date) -> str:
    if first == last:
        return f"in {last:%B %Y}"
    begins = f"{first:%B}" if first.year == last.year else f"{first:%B %Y}"
    return f"from {begins} to {last:%B %Y}"


def not_settled_in_words(months: Sequence[date]) -> str:
    """October and November 2026; nothing of none."""
    if not months:
        return ""
    if len(months) > MOST_NAMED:
        return f"{len(months)} of these months"
    *before, last = (f"{one:%B %Y}" for one in months)
    return f"{', '.join(before)} and {last}" if before else last
