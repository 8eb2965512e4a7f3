"""A year of rounds: what is held when, and the hours it makes beside the hours people have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.plans import Plan, is_held_in
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


def why_not_prepared(plan: Plan, month: date, today: date) -> str:
    """What keeps a round of this month from being prepared; nothing where it may be."""
    months = months_of_year(today)
    if month not in months:
        return (
            f"{month:%B} {month.year} is not on the planner, which goes from {months[0]:%B %Y} to "
            f"{months[-1]:%B %Y}. Choose a month of it"
        )
    if month < today.replace(day=1):
        return f"{month:%B %Y} is past, so that no round of it is prepared any more"
    if not is_held_in(plan, month):
        return f"This programme is not held in {month:%B %Y}. Choose a month in which it is, or change its plan"
    return ""


def hours_there(times: Mapping[int, Time], hours_each: float) -> float:
    return sum(one.weight for one in times.values()) * hours_each


def part_of(number: int, theirs: Mapping[int, Time], everybody: Mapping[int, Time]) -> int:
    """How many of so many audits fall to some of the people, by the time that each has."""
    whole = sum(one.weight for one in everybody.values())
    return round(number * sum(one.weight for one in theirs.values()) / whole) if whole else 0


def time_in_words(number: int, minutes: int, most: int) -> str:
    """How long so many audits take in all, and for whoever reads most of them."""
    if not number:
        return ""
    in_all = f"Each takes about {minutes} minutes: {in_hours(hours_asked(number, minutes))} in all"
    if most in (0, number):
        return in_all
    return f"{in_all}, and {in_hours(hours_asked(most, minutes))} for whoever has most"


def in_hours(hours: float) -> str:
    rounded = max(round(hours), 1)
    return f"about {rounded:,} {'hour' if rounded == 1 else 'hours'}"


def hours_asked(number: int, minutes: int) -> float:
    return number * minutes / 60
