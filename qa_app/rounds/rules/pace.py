"""Whether a review of many records ends in time."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from qa_app.foundation.clock import is_working_day
from qa_app.rounds.rules.counts import counted
from qa_app.rounds.rules.tallies import Tally


@dataclass(frozen=True)
class Pace:
    """`needed` a working day from now on; `lately` a working day over the last week."""

    left: int
    days_left: int
    needed: float
    lately: float
    ends_on: date | None

    @property
    def is_in_time(self) -> bool:
        return self.needed <= self.lately or self.left == 0

    @property
    def sentence(self) -> str:
        if self.left == 0:
            return "Every record has been read"
        if self.days_left == 0:
            return f"The end date has come, and {_left(self.left)} left"
        return (
            f"{_left(self.left)} left for {counted(self.days_left, 'working day')}: "
            f"{ceil(self.needed):,} a day are needed, and {round(self.lately, 1):,g} a day were read in "
            "the last week"
        )


def _left(number: int) -> str:
    return counted(number, "record is", "records are")


def pace(tally: Tally, opened: date, due_on: date, today: date, done_lately: int) -> Pace:
    days_left = working_days(today, due_on)
    week = max(working_days(max(opened, today - timedelta(days=6)), today), 1)
    lately = done_lately / week
    needed = tally.left / days_left if days_left else float(tally.left)
    ends_on = today + timedelta(days=ceil(tally.left / lately * 7 / 5)) if lately else None
    return Pace(tally.left, days_left, needed, lately, ends_on)


def working_days(first: date, last: date) -> int:
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return sum(is_working_day(day) for day in days)
