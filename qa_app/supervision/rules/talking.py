"""Whether what an audit found was talked through in supervision, and within four weeks."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from qa_app.foundation.clock import long_date
from qa_app.foundation.statistics.wording import share_of

FOUR_WEEKS = timedelta(weeks=4)
# What was released longer ago is no news in supervision.
LOOKED_BACK = timedelta(weeks=52)
LONGEST_NOTE = 2000
TOO_LONG_AGO = (
    "It was released more than a year ago and would stand on no sheet, so what was noted stays"
)
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Line:
    """One released audit."""

    place_then: str
    released_on: date
    talked_on: date | None

    @property
    def is_in_time(self) -> bool:
        return self.talked_on is not None and self.talked_on <= self.released_on + FOUR_WEEKS


@dataclass(frozen=True)
class Talked:
    """Of released audits of which four weeks are over."""

    of: int
    in_time: int
    later: int

    @property
    def in_figures(self) -> str:
        return share_of(self.in_time, self.of) if self.of else "None yet"

    @property
    def not_yet(self) -> int:
        return self.of - self.in_time - self.later


def talked(lines: Iterable[Line], today: date) -> Talked:
    """Those released lately count once their four weeks are over, talked through or not."""
    over = [one for one in lines if one.released_on + FOUR_WEEKS < today]
    in_time = sum(one.is_in_time for one in over)
    later = sum(one.talked_on is not None and not one.is_in_time for one in over)
    return Talked(len(over), in_time, later)


def talked_by(lines: Iterable[Line], key: Callable[[Line], Key], today: date) -> dict[Key, Talked]:
    groups: dict[Key, list[Line]] = {}
    for one in lines:
        groups.setdefault(key(one), []).append(one)
    return {group: talked(there, today) for group, there in groups.items()}


def is_late(released_on: date, today: date) -> bool:
    """Whether its four weeks are over."""
    return released_on + FOUR_WEEKS < today


def why_not_talked(talked_on: date, released_on: date, today: date) -> str:
    """Nothing where it can be noted for that day."""
    if talked_on > today:
        return "The day must be today or in the past"
    if talked_on < released_on:
        return (
            f"The day must be {long_date(released_on)} or later: until then the practitioner could not "
            "read all of these audits. Untick those that you did not talk about"
        )
    return ""


def why_not_take_back(released_on: date, today: date) -> str:
    return TOO_LONG_AGO if released_on < today - LOOKED_BACK else ""
