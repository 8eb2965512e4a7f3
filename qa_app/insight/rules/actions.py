"""Actions by the month they were due in: done on time, late or not yet, and whether they helped."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qa_app.actions.rules import ForWhom, Helped
from qa_app.foundation.statistics.changes import FOR_GRADES, Change, Compared, compare
from qa_app.foundation.statistics.months import Month
from qa_app.insight.rules.filters import Period, PlacesAs
from qa_app.insight.rules.proportions import NOTHING, Proportion, added, by_key
from qa_app.insight.rules.series import Series


class Outcome(StrEnum):
    """Of an action whose day has come."""

    ON_TIME = "Done on time"
    LATE = "Done late"
    OVERDUE = "Not done yet"


DONE = (Outcome.ON_TIME, Outcome.LATE)
# Nobody has said, or what was said is closed to the viewer.
NOT_SAID = "Not said"
# Too early to say is neither help nor none.
HELPED = (Helped.YES, Helped.PARTLY)
HELPED_SOME = "Yes or partly"


@dataclass(frozen=True)
class Asked:
    """Which actions are counted. `below` is a path; by which tree, as audits are."""

    period: Period
    below: str = ""
    places: PlacesAs = PlacesAs.THEN
    whom: ForWhom | None = None


@dataclass(frozen=True)
class Narrowed:
    """To what became of them; `helped` is the name of what was said, HELPED_SOME or NOT_SAID."""

    outcome: Outcome | None = None
    helped: str = ""
    is_done: bool = False


@dataclass(frozen=True)
class Group:
    """So many actions that were due in one month in one place, of which the same became."""

    month: date
    place: str
    outcome: Outcome
    helped: Helped | None
    number: int

    @property
    def on_time(self) -> Proportion:
        return Proportion(self.number * (self.outcome is Outcome.ON_TIME), self.number)

    @property
    def helped_some(self) -> Proportion:
        """Of those done and told of: helped, or helped partly. Too early says nothing yet."""
        if self.outcome not in DONE or self.helped in (None, Helped.TOO_EARLY):
            return NOTHING
        return Proportion(self.number * (self.helped in HELPED), self.number)


def outcomes_of(groups: Iterable[Group]) -> Counter[Outcome]:
    counts: Counter[Outcome] = Counter()
    for one in groups:
        counts[one.outcome] += one.number
    return counts


def helped_of(groups: Iterable[Group]) -> dict[Helped | None, int]:
    """Of those done, in the order in which it is asked; None where it was not said."""
    counts: Counter[Helped | None] = Counter()
    for one in groups:
        if one.outcome in DONE:
            counts[one.helped] += one.number
    return {one: counts[one] for one in (*Helped, None) if counts[one]}


def on_time_in(groups: Iterable[Group]) -> Proportion:
    return added(one.on_time for one in groups)


def helped_in(groups: Iterable[Group]) -> Proportion:
    return added(one.helped_some for one in groups)


def on_time_by_place(groups: Iterable[Group]) -> dict[str, Proportion]:
    return by_key(groups, lambda one: one.place, lambda one: one.on_time)


def helped_by_place(groups: Iterable[Group]) -> dict[str, Proportion]:
    """Without places of whose actions nobody has said whether they helped."""
    found = by_key(groups, lambda one: one.place, lambda one: one.helped_some)
    return {path: one for path, one in found.items() if one.of}


def months_that_are_over(shown: Sequence[date], today: date) -> list[date]:
    """Of a month that goes on, what is due later may still be done on time."""
    return [one for one in shown if one < today.replace(day=1)]


def series_of(groups: Iterable[Group], dates: Sequence[date]) -> Series:
    counts = by_key(groups, lambda one: one.month, lambda one: one.on_time)
    found = [counts.get(month, NOTHING) for month in dates]
    return Series(dates, [Month(one.count, one.of) for one in found])


def change_of(series: Series) -> Compared:
    return compare(series.months, FOR_GRADES)


def change_in_words(found: Compared, series: Series) -> str:
    match found.change:
        case Change.NOT_ENOUGH_AUDITS:
            return (
                "There is not enough yet to say whether more is done on time: it takes six months, and "
                "20 actions that were due in the last six."
            )
        case Change.NO_COMPARISON_YET:
            return (
                "There is nothing to compare with yet: it takes six months and 20 actions before the "
                "last six."
            )
        case Change.RISING:
            begins = "More is done on time than before."
        case Change.FALLING:
            begins = "Less is done on time than before."
        case _:
            begins = "No clear change."
    recent, before = series.said(found.recent), series.said(found.before)
    return f"{begins} Done on time: {recent}; before that, {before}."


def sentence_of(groups: Sequence[Group], raised: int, months: str) -> str:
    """Nothing where nothing was raised and nothing was due."""
    on_time, counts = on_time_in(groups), outcomes_of(groups)
    if not (raised or on_time.of):
        return ""
    said = f"{raised:,} {'action was' if raised == 1 else 'actions were'} raised, {months}."
    if not on_time.of:
        return f"{said} None was due yet."
    rest = f"{counts[Outcome.LATE]:,} done late, {counts[Outcome.OVERDUE]:,} not done yet"
    return f"{said} Of those due, {on_time.words} done on time, {rest}."
