"""Months that were closed: their grades as they stood, and what has changed since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.foundation.clock import long_date
from qa_app.insight.rules.grades import NONE, Scale, Share

WHOLE = ""


def lowest_of(
    given: Iterable[tuple[int, int, str, str]], scales: Mapping[int, Scale]
) -> list[tuple[int, str, str]]:
    """Of audit, version, concept and grade: for each audit and concept the lowest, as figures count them."""
    found: dict[tuple[int, str], tuple[int, str]] = {}
    for audit, version, concept, grade in given:
        codes = scales[version].codes
        at = codes.index(grade) if grade in codes else -1
        if (audit, concept) not in found or at > found[audit, concept][0]:
            found[audit, concept] = (at, grade)
    return [(audit, concept, grade) for (audit, concept), (_, grade) in sorted(found.items())]


@dataclass(frozen=True)
class Kept:
    """So many audits of a month and version, by the grade they had then and the one that counts now.

    None stands for no grade. `is_gone` of what counts no more, `is_added` of what did not count then.
    """

    month: date
    version: int
    then: str | None
    now: str | None
    number: int
    is_gone: bool = False
    is_added: bool = False

    @property
    def has_changed(self) -> bool:
        """What neither had nor has a grade changes no figure."""
        return self.then != self.now


@dataclass(frozen=True)
class ClosedRounds:
    """Of the rounds of one month: how many there are, and on which days those that are closed were, the last one last."""

    number: int = 0
    days: Sequence[date] = ()

    @property
    def are_all(self) -> bool:
        return len(self.days) >= self.number

    @property
    def words(self) -> str:
        """After the name of the month."""
        if not self.days:
            return ""
        last, closed = long_date(self.days[-1]), len(self.days)
        if self.number <= 1 and closed == 1:
            return f"closed {last}"
        if self.are_all:
            all_of_them = "both rounds" if closed == 2 else f"all {closed} rounds"
            return f"{all_of_them} closed, the last on {last}"
        on = f"on {last}" if closed == 1 else f"the last on {last}"
        return f"{closed} of {self.number} rounds closed, {on}"


@dataclass
class Closed:
    """One month: good or better when it was closed, and today, with what made the difference."""

    month: date
    stood: Share = NONE
    now: Share = NONE
    added: int = 0
    gone: int = 0
    otherwise: int = 0
    waiting: int = 0
    rounds: ClosedRounds = ClosedRounds()

    @property
    def is_as_it_was(self) -> bool:
        return not (self.added or self.gone or self.otherwise)

    @property
    def changes(self) -> list[str]:
        said = (
            (self.added, "counted since", "counted since"),
            (self.otherwise, "graded otherwise since", "graded otherwise since"),
            (self.gone, "no longer counted", "no longer counted"),
        )
        return [f"{number} {one if number == 1 else many}" for number, one, many in said if number]


def closed_months(rows: Iterable[Kept], scales: Mapping[int, Scale]) -> dict[date, Closed]:
    """By month, the newest first."""
    found: dict[date, Closed] = {}
    by_month: dict[date, list[Kept]] = defaultdict(list)
    for one in rows:
        by_month[one.month].append(one)
    for month in sorted(by_month, reverse=True):
        closed = Closed(month)
        for one in by_month[month]:
            scale = scales[one.version]
            if not one.is_added:
                closed.stood += _share(one.then, scale, one.number)
            if not one.is_gone:
                closed.now += _share(one.now, scale, one.number)
            _note(closed, one)
        found[month] = closed
    return found


def _note(closed: Closed, one: Kept) -> None:
    if not one.has_changed:
        return
    if one.is_added:
        closed.added += one.number
    elif one.is_gone:
        closed.gone += one.number
    else:
        closed.otherwise += one.number


def _share(grade: str | None, scale: Scale, number: int) -> Share:
    return Share(number * (grade in scale.good), number) if grade else NONE
