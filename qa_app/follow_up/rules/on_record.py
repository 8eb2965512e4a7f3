"""How many audits are on their child’s record, and who hears of those that are not."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from qa_app.foundation.clock import working_days_after
from qa_app.foundation.statistics.wording import share_of

# Nobody is asked for older ones: the record has moved on.
WEEKS_COUNTED = 26
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class OnRecord:
    """Of the audits whose time is over, how many are on the record."""

    of: int
    there: int

    @property
    def sentence(self) -> str:
        if not self.of:
            return "No audit of these months should be on its child’s record yet."
        verb = "is" if self.there == 1 else "are"
        return f"{share_of(self.there, self.of)} audits {verb} on the child’s record."


def first_day_counted(today: date) -> date:
    return today - timedelta(weeks=WEEKS_COUNTED)


def counted(
    rows: Iterable[tuple[date, date | None]], after: int, today: date, off: Collection[date] = ()
) -> OnRecord:
    """Each by the day from which it could be copied, and since when it is there.

    One that is there early counts with the others of its days: alone it would flatter.
    """
    ends = {}
    of = there = 0
    for ready_on, put_on in rows:
        if ready_on not in ends:
            ends[ready_on] = working_days_after(ready_on, after, off)
        if ends[ready_on] < today:
            of, there = of + 1, there + (put_on is not None)
    return OnRecord(of, there)


@dataclass(frozen=True)
class Waiting:
    """An audit that is not on the record yet, by the manager of the practitioner."""

    manager: int
    ready_on: date


SUBJECT = "{count} to put onto the child’s record"
WHAT = (
    "{count} can be copied onto the child’s record in the case system, and nobody has said that this is done. "
    "It takes two minutes each: copy the text, paste it, and say since when it is there."
)


@dataclass(frozen=True)
class Letter:
    """What one manager is told: how many, and of no child."""

    number: int

    @property
    def subject(self) -> str:
        return SUBJECT.format(count=audits(self.number))

    @property
    def what(self) -> str:
        return WHAT.format(count=audits(self.number))


def audits(number: int) -> str:
    return "1 audit" if number == 1 else f"{number:,} audits"


def letters_of(
    waiting: Iterable[Waiting],
    here: Collection[int],
    last_heard: Mapping[int, date],
    after: int,
    today: date,
    off: Collection[date] = (),
) -> dict[int, Letter]:
    """Once a week, to whoever can sign in; of those alone whose time is over."""
    late = Counter(
        one.manager
        for one in waiting
        if one.manager in here and working_days_after(one.ready_on, after, off) < today
    )
    return {
        person: Letter(number)
        for person, number in sorted(late.items())
        if person not in last_heard or last_heard[person] <= today - A_WEEK
    }
