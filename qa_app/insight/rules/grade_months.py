"""Grades from month to month: the months that rules compare, and whether grades have changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.foundation.statistics.changes import FOR_GRADES, Change, Compared, compare
from qa_app.foundation.statistics.mixes import moved_most
from qa_app.foundation.statistics.wording import percent
from qa_app.insight.rules.filters import Picked
from qa_app.insight.rules.grades import (
    Group,
    OfChildren,
    Scale,
    Share,
    share_of_groups,
)
from qa_app.insight.rules.series import Series, Settling


def series_of(
    groups: Iterable[Group],
    scales: Mapping[int, Scale],
    settling: Settling,
    dates: Sequence[date],
    picked: Picked = Picked.USUAL,
) -> Series:
    """A month in which only something themed was audited is shown, and marked."""
    by_month: dict[tuple[date, Picked], list[Group]] = defaultdict(list)
    for one in groups:
        by_month[one.month, one.picked].append(one)

    def share(month: date, way: Picked) -> Share:
        return share_of_groups(by_month.get((month, way), ()), scales)

    found = []
    for month in dates:
        # Ungraded ones are there too: such a month is no themed one.
        only_themed = picked is Picked.USUAL and (month, picked) not in by_month
        drawn = share(month, Picked.APART if only_themed else picked)
        is_marked = drawn.of > 0 and (only_themed or picked is not Picked.USUAL)
        found.append(settling.month(month, drawn.good, drawn.of, marked=is_marked))
    return Series(dates, found)


def change_of(series: Series) -> Compared:
    return compare(series.months, FOR_GRADES)


def is_compared(found: Compared) -> bool:
    return found.change not in (Change.NOT_ENOUGH_AUDITS, Change.NO_COMPARISON_YET)


def change_in_words(found: Compared, series: Series) -> str:
    """Has it changed, and from which months that is said."""
    match found.change:
        case Change.NOT_ENOUGH_AUDITS:
            return (
                "There is not enough yet to say whether grades have changed: it takes six settled "
                "months, and 20 graded audits in the last six."
            )
        case Change.NO_COMPARISON_YET:
            return (
                "There is nothing to compare with yet: it takes six settled months and 20 graded "
                "audits before the last six."
            )
        case Change.RISING:
            begins = "Grades have improved."
        case Change.FALLING:
            begins = "Grades have fallen."
        case _:
            begins = "No clear change."
    recent, before = series.said(found.recent), series.said(found.before)
    return f"{begins} Good or better in {recent}; before that, in {before}."


def graded_in(
    groups: Iterable[Group], codes: Mapping[int, str], months: Collection[date]
) -> dict[str, int]:
    """How many graded of each template there were in some months."""
    found: dict[str, int] = defaultdict(int)
    for one in groups:
        if one.grade is not None and one.month in months:
            found[codes[one.version]] += one.number
    return dict(found)


def statuses_in(shares: Iterable[OfChildren], months: Collection[date]) -> dict[str, int]:
    """How many graded there were of children of each status."""
    found: dict[str, int] = defaultdict(int)
    for one in shares:
        if one.month in months:
            found[one.status] += one.share.of
    return dict(found)


def kinds_in(counts: Mapping[tuple[date, str], int], months: Collection[date]) -> dict[str, int]:
    """How many graded there were by each kind of auditor."""
    found: dict[str, int] = defaultdict(int)
    for (month, kind), number in sorted(counts.items()):
        if month in months:
            found[kind] += number
    return dict(found)


@dataclass(frozen=True)
class Unlike:
    """What one of the two periods has much more of than the other, so that they are not made of the same audits."""

    code: str
    before: int
    recent: int

    def sentence(self, name: str) -> str:
        return (
            f"The two periods are not made of the same audits: {name} was {self.before}% of them "
            f"before, and is {self.recent}% in the last months."
        )


def unlike_in(before: Mapping[str, int], recent: Mapping[str, int]) -> Unlike | None:
    """The kind that moved furthest, where it is by more than twenty points."""
    moved = moved_most(before, recent)
    if moved is None or not moved.is_unlike:
        return None
    parts = (percent(one.get(moved.kind, 0), sum(one.values())) for one in (before, recent))
    return Unlike(moved.kind, *parts)
