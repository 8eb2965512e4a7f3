"""A review of many records: what needs doing this week and by whom, and what it sets off so far."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from qa_app.foundation.statistics.shares import likely_range
from qa_app.foundation.statistics.wording import share_of
from qa_app.rounds.rules.pace import working_days
from qa_app.rounds.rules.states import OPEN, State

# Of fewer nothing is said about the rest: the range would be nearly all of them.
FEWEST = 10
SUNDAY = 6
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Standing:
    """Where one audit of the review is today."""

    auditor: int
    state: State
    due_on: date
    done_on: date | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def was_late(self) -> bool:
        return self.done_on is not None and self.done_on > self.due_on


@dataclass(frozen=True)
class ToDo:
    """What somebody has still to read: `this_week` is due after today and by Sunday."""

    auditor: int
    left: int
    overdue: int
    today: int
    this_week: int
    lately: int
    a_day: int


@dataclass(frozen=True)
class Expected:
    """So many of those dealt with so far, and what that would be of the rest."""

    number: int
    of: int
    left: int

    @property
    def so_far(self) -> str:
        if not self.of:
            return "None yet"
        if self.of < FEWEST:
            return f"{self.number:,} of {self.of:,}"
        return share_of(self.number, self.of)

    @property
    def of_the_rest(self) -> str:
        if not self.left:
            return "None is left"
        likely = likely_range(self.number, self.of) if self.of >= FEWEST else None
        if likely is None:
            return f"Too few to say: {self.of} so far"
        about, (low, high) = self.number / self.of, likely
        return (
            f"About {about * self.left:,.0f} of {self.left:,}, likely between "
            f"{low * self.left:,.0f} and {high * self.left:,.0f}"
        )


@dataclass(frozen=True)
class Demand:
    """What the readings so far suggest will be needed; counts of what is known, and no more."""

    read: int
    left: int
    late: Expected
    left_out: Expected
    paused: Expected
    second_readings: int
    of_all: int
    share: int
    hours: float
    minutes: int


@dataclass(frozen=True)
class Review:
    """`whole` is the line of everybody together; `to_do` of each who has something left, first what is late."""

    ends_on: date
    has_ended: bool
    whole: ToDo
    to_do: tuple[ToDo, ...]
    demand: Demand
    declined: int


def review(
    standings: Sequence[Standing],
    due_on: date,
    today: date,
    *,
    declined: int,
    share: int,
    minutes: int,
) -> Review:
    """To the end date of the round, or to the latest day to which something was put off."""
    ends_on = max([due_on, *(one.due_on for one in standings if one.is_open)])
    by_auditor: dict[int, list[Standing]] = defaultdict(list)
    for one in standings:
        by_auditor[one.auditor].append(one)
    lines = [to_do(auditor, theirs, ends_on, today) for auditor, theirs in by_auditor.items()]
    return Review(
        ends_on=ends_on,
        has_ended=ends_on < today,
        whole=to_do(0, standings, ends_on, today),
        to_do=tuple(sorted((one for one in lines if one.left), key=_what_is_late_first)),
        demand=demand_of(standings, share, minutes),
        declined=declined,
    )


def _what_is_late_first(one: ToDo) -> tuple[int, int, int, int]:
    return -one.overdue, -one.today, -one.left, one.auditor


def to_do(auditor: int, standings: Iterable[Standing], ends_on: date, today: date) -> ToDo:
    theirs = list(standings)
    still = [one for one in theirs if one.is_open]
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    days_left = working_days(today, ends_on)
    return ToDo(
        auditor=auditor,
        left=len(still),
        overdue=sum(one.due_on < today for one in still),
        today=sum(one.due_on == today for one in still),
        this_week=sum(today < one.due_on <= sunday for one in still),
        lately=sum(one.done_on is not None and one.done_on > today - LATELY for one in theirs),
        a_day=ceil(len(still) / days_left) if days_left else len(still),
    )


def demand_of(standings: Sequence[Standing], share: int, minutes: int) -> Demand:
    """Of withdrawn audits nothing is learnt: they were given out by mistake, or replaced."""
    counted = [one for one in standings if one.state is not State.WITHDRAWN]
    read = [one for one in counted if one.state is State.DONE]
    exempt = sum(one.state is State.EXEMPT for one in counted)
    paused = sum(one.state is State.PAUSED for one in counted)
    left = sum(one.is_open for one in counted)
    dealt_with = len(read) + exempt + paused
    return Demand(
        read=len(read),
        left=left,
        late=Expected(sum(one.was_late for one in read), len(read), left),
        left_out=Expected(exempt, dealt_with, left),
        paused=Expected(paused, dealt_with, left),
        second_readings=round(len(read) * share / 100),
        of_all=round((len(read) + left) * share / 100),
        share=share,
        hours=left * minutes / 60,
        minutes=minutes,
    )
