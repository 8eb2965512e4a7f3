"""On which days a schedule is due. A day is counted when it is asked for, so that a new day off moves it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count, islice

from qa_app.foundation.clock import (
    as_london,
    is_working_day,
    last_working_day,
    london_day,
    working_days_after,
)
from qa_app.reports.rules.release_calendar import BEGINS, QUARTER
from qa_app.rounds.rules.months import first_of_month, months_on

# People find it in the morning, and mail that goes out by day follows.
FROM_HOUR = 6
LAST = 0
MOST_NTH = 15
FEWEST_WEEKS, USUAL_WEEKS, MOST_WEEKS = 2, 6, 13
# Further away is a slip of the pen.
LATEST_BEGIN = timedelta(days=366)
MONTHS = "January February March April May June July August September October November December"
MONTH_NAMES = MONTHS.split()

NO_DAY = "Select a day"
NO_MONTH = "Select a month"
NO_WEEKS = f"Enter how many weeks, between {FEWEST_WEEKS} and {MOST_WEEKS}"
NO_FIRST_DAY = "Enter the first day"
FIRST_DAY_OVER = "The first day must be after today, and at most a year away"


class Every(StrEnum):
    MONTH = "Every month"
    QUARTER = "Every quarter, in January, April, July and October"
    YEAR = "Every year"
    WEEKS = "Every so many weeks, on a weekday"


@dataclass(frozen=True)
class Rhythm:
    """`nth` is a working day of the month, LAST its last one; `first_on` is from when weeks are counted."""

    every: Every
    nth: int = LAST
    month: int = BEGINS
    weeks: int = USUAL_WEEKS
    first_on: date | None = None

    def is_of(self, month: date) -> bool:
        if self.every is Every.QUARTER:
            return (month.month - BEGINS) % QUARTER == 0
        return self.every is Every.MONTH or month.month == self.month

    @property
    def words(self) -> str:
        """As a sentence begins."""
        if self.every is Every.WEEKS:
            weekday = f"{self.first_on:%A}" if self.first_on else "weekday"
            return f"Every {self.weeks} weeks on a {weekday}"
        which = f"{ordinal(self.nth)} working day" if self.nth else "last working day"
        return f"On the {which} of {self._of}"

    @property
    def _of(self) -> str:
        if self.every is Every.YEAR:
            return f"{MONTH_NAMES[self.month - 1]} each year"
        if self.every is Every.QUARTER:
            return "January, April, July and October"
        return "each month"


@dataclass(frozen=True, order=True)
class Slot:
    """Once in each: a month by its first day, or the day that weeks count to. `day` is the one on which it is due."""

    key: date
    day: date


def slots(
    rhythm: Rhythm, begins_on: date, after: date | None, off: Collection[date] = ()
) -> Iterator[Slot]:
    """From this day on, without end, and none that is not later than the one that was."""
    found = _by_weeks(rhythm, begins_on, off) if rhythm.every is Every.WEEKS else _by_months(rhythm, begins_on, off)  # fmt: skip
    return (one for one in found if one.day >= begins_on and (after is None or one.key > after))


def next_slots(
    rhythm: Rhythm, begins_on: date, after: date | None, number: int, off: Collection[date] = ()
) -> list[Slot]:
    return list(islice(slots(rhythm, begins_on, after, off), number))


def due_slot(
    rhythm: Rhythm, begins_on: date, after: date | None, at: datetime, off: Collection[date] = ()
) -> Slot | None:
    """The latest that is due at a moment: what was missed before it, because nothing ran, is not made up for."""
    found = None
    for one in slots(rhythm, begins_on, after, off):
        if not is_due(one.day, at):
            return found
        found = one
    raise AssertionError("slots have no end")


def is_due(day: date, at: datetime) -> bool:
    today = london_day(at)
    return day < today or (day == today and as_london(at).hour >= FROM_HOUR)


def why_not(rhythm: Rhythm, today: date, *, is_new: bool = True) -> tuple[str, str] | None:
    """What stands against it, and the question that it is asked by. A first day may be over where it was kept."""
    if rhythm.every is not Every.WEEKS:
        if not LAST <= rhythm.nth <= MOST_NTH:
            return NO_DAY, "nth"
        if not 1 <= rhythm.month <= len(MONTH_NAMES):
            return NO_MONTH, "month"
        return None
    if not FEWEST_WEEKS <= rhythm.weeks <= MOST_WEEKS:
        return NO_WEEKS, "weeks"
    if rhythm.first_on is None:
        return NO_FIRST_DAY, "first_on"
    if is_new and not today < rhythm.first_on <= today + LATEST_BEGIN:
        return FIRST_DAY_OVER, "first_on"
    return None


def ordinal(number: int) -> str:
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _by_months(rhythm: Rhythm, begins_on: date, off: Collection[date]) -> Iterator[Slot]:
    first = first_of_month(begins_on)
    months = (months_on(first, number) for number in count())
    return (Slot(one, _day_of(one, rhythm.nth, off)) for one in months if rhythm.is_of(one))


def _day_of(month: date, nth: int, off: Collection[date]) -> date:
    """Of a month with fewer working days than that, its last one."""
    last = last_working_day(month.year, month.month, off)
    if nth == LAST:
        return last
    return min(working_days_after(month - timedelta(days=1), nth, off), last)


def _by_weeks(rhythm: Rhythm, begins_on: date, off: Collection[date]) -> Iterator[Slot]:
    """A day on which nobody works gives way to the next on which somebody does."""
    first = rhythm.first_on or begins_on
    step = timedelta(weeks=rhythm.weeks)
    # One step earlier, whose day may have given way until now.
    begun = max(0, (begins_on - first) // step - 1)
    keys = (first + step * number for number in count(begun))
    return (Slot(one, one if is_working_day(one, off) else working_days_after(one, 1, off)) for one in keys)  # fmt: skip
