"""A year of rounds: what is held when, and the hours it makes beside the hours people have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.shares import Time

MONTHS_PLANNED = 12
MONTHS_BEFORE = 2


@dataclass(frozen=True)
class Hours:
    """What the rounds of a month ask of people, and what people have."""

    asked: float
    there: float

    @property
    def is_too_much(self) -> bool:
        return self.asked > self.there

    @property
    def sentence(self) -> str:
        asked, there = round(self.asked), round(self.there)
        if not self.asked:
            return "None"
        return f"{asked:,} of {there:,} hours" + (", too many" if self.is_too_much else "")


def months_of_year(today: date) -> list[date]:
    """Two that are past, this one, and those to come."""
    first = months_on(today.replace(day=1), -MONTHS_BEFORE)
    return [months_on(first, number) for number in range(MONTHS_PLANNED)]


def hours_there(times: Mapping[int, Time], hours_each: float) -> float:
    return sum(one.weight for one in times.values()) * hours_each


def part_of(number: int, theirs: Mapping[int, Time], everybody: Mapping[int, Time]) -> int:
    """How many of so many audits fall to some of the people, by the time that each has."""
    whole = sum(one.weight for one in everybody.values())
    return round(number * sum(one.weight for one in theirs.values()) / whole) if whole else 0


def hours_asked(number: int, minutes: int) -> float:
    return number * minutes / 60
