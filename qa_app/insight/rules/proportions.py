"""So many of how many, whatever is counted, and how it stands in a table."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from qa_app.foundation.statistics.wording import headline_share, is_enough, range_in_words

Key = TypeVar("Key", bound=Hashable)
One = TypeVar("One")


@dataclass(frozen=True)
class Proportion:
    count: int = 0
    of: int = 0

    @property
    def likely(self) -> str:
        """“Likely between 40% and 89%”; nothing of fewer than five."""
        said = range_in_words(self.count, self.of) if is_enough(self.of) else ""
        return said.capitalize()

    @property
    def words(self) -> str:
        """7 of 10 (70%; likely between 40% and 89%); “none” of none."""
        return headline_share(self.count, self.of) if self.of else "none"

    def __add__(self, other: "Proportion") -> "Proportion":
        return Proportion(self.count + other.count, self.of + other.of)


NOTHING = Proportion()


def added(proportions: Iterable[Proportion]) -> Proportion:
    return sum(proportions, NOTHING)


def by_key(
    things: Iterable[One], key: Callable[[One], Key], counted: Callable[[One], Proportion]
) -> dict[Key, Proportion]:
    found: dict[Key, Proportion] = {}
    for one in things:
        found[key(one)] = found.get(key(one), NOTHING) + counted(one)
    return found


def in_parts(
    counts: Mapping[str, Proportion], part_of: Callable[[str], str]
) -> dict[str, Proportion]:
    """Paths drawn together by the part of the tree that stands for them."""
    return by_key(counts.items(), lambda one: part_of(one[0]), lambda one: one[1])


def gap_in_words(ends: tuple[float, float] | None) -> str:
    """“18 points lower to 4 points higher”; nothing where there is nothing to compare."""
    if ends is None:
        return ""
    low, high = (round(100 * end) for end in ends)
    return f"{_points(low)} to {_points(high)}"


def _points(number: int) -> str:
    if number == 0:
        return "no different"
    many = "point" if abs(number) == 1 else "points"
    return f"{abs(number)} {many} {'higher' if number > 0 else 'lower'}"
