"""How many audits are done, of how many, said so that nothing leaves the count unseen."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from qa_app.foundation.clock import london_day
from qa_app.foundation.statistics.wording import is_enough, percent, share_of
from qa_app.rounds.rules import State, has_passed
from qa_app.rounds.rules.changes import LEFT_OUT

# What is sent at the very end of a month has seldom been talked about with anybody.
LAST_DAYS = timedelta(days=2)

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Completion:
    """How many of the audits due in a month are done."""

    done: int
    due: int

    @property
    def sentence(self) -> str:
        if self.due == 0:
            return "No audits were due"
        return share_of(self.done, self.due, " audits are done")

    @property
    def in_figures(self) -> str:
        return share_of(self.done, self.due) if self.due else "None due"

    @property
    def percent(self) -> int | None:
        return percent(self.done, self.due) if is_enough(self.due) else None


@dataclass(frozen=True)
class Given:
    """One audit that was given out, as far as figures need it."""

    month: date
    round_id: int
    place_then: str
    auditor_id: int
    state: State
    due_on: date
    round_due_on: date
    done_at: datetime | None
    # What the record's place is called today, should nothing stand where it stood then.
    place_today: str = ""
    # The hour, where it was asked for within hours.
    due_at: datetime | None = None


@dataclass(frozen=True)
class Counted:
    """What became of audits that were given out. Withdrawn ones stand beside all the others."""

    done: int = 0
    in_progress: int = 0
    to_do: int = 0
    paused: int = 0
    exempt: int = 0
    withdrawn: int = 0
    # Of those in progress or to do.
    overdue: int = 0
    # Of those done: sent on the due day or in the two calendar days before it.
    at_the_end: int = 0
    # Of all given: with a later day than their round.
    put_off: int = 0

    @property
    def left_out(self) -> int:
        return self.paused + self.exempt

    @property
    def due(self) -> int:
        return self.done + self.in_progress + self.to_do

    @property
    def given(self) -> int:
        return self.due + self.left_out

    @property
    def of_due(self) -> Completion:
        """Of those not paused or exempt."""
        return Completion(self.done, self.due)

    @property
    def of_given(self) -> Completion:
        return Completion(self.done, self.given)

    @property
    def sent_at_the_end(self) -> str:
        return share_of(self.at_the_end, self.done) if self.done else "None sent"


NOTHING_DUE = Completion(0, 0)
NOTHING_GIVEN = Counted()


def count_of(given: Iterable[Given], at: datetime) -> Counted:
    counts: dict[str, int] = defaultdict(int)
    for one in given:
        for name in counts_as(one, at):
            counts[name] += 1
    return Counted(**counts)


def counted_by(
    given: Iterable[Given], key: Callable[[Given], Key], at: datetime
) -> dict[Key, Counted]:
    """The same count for each month, round, place or person."""
    groups: dict[Key, list[Given]] = defaultdict(list)
    for one in given:
        groups[key(one)].append(one)
    return {of: count_of(those, at) for of, those in groups.items()}


def counts_as(one: Given, at: datetime) -> list[str]:
    """The names in Counted under which it is one."""
    if one.state is State.WITHDRAWN:
        return ["withdrawn"]
    put_off = ["put_off"] if is_put_off(one) else []
    if one.done_at is not None:  # finished is when it was first sent, whatever came after
        return ["done", *put_off, *(["at_the_end"] if _is_at_the_end(one, one.done_at) else [])]
    if one.state in LEFT_OUT:
        return [one.state.name.lower(), *put_off]
    late = ["overdue"] if has_passed(one.due_on, one.due_at, at) else []
    return ["in_progress" if one.state is State.STARTED else "to_do", *put_off, *late]


def _is_at_the_end(one: Given, done_at: datetime) -> bool:
    in_time = not has_passed(one.due_on, one.due_at, done_at)
    return in_time and one.due_on - LAST_DAYS <= london_day(done_at)


def is_put_off(one: Given) -> bool:
    """Not what was asked for with an hour of its own."""
    return one.due_at is None and one.due_on > one.round_due_on
