"""Anhoej’s two rules for a run chart: one side for too long, or too few crossings of the middle."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import log2

from qa_app.foundation.statistics.special_causes import Limits
from qa_app.foundation.statistics.tails import quantile


@dataclass(frozen=True)
class Runs:
    """`useful`: points that are not on the centre. Longer than `longest_allowed`, or fewer than `least_crossings`, signals."""

    useful: int
    longest: int
    longest_allowed: int
    crossings: int
    least_crossings: int

    @property
    def signals(self) -> bool:
        return self.longest > self.longest_allowed or self.crossings < self.least_crossings


def runs_about(values: Sequence[float | None], centre: float) -> Runs:
    """Points on the centre, and months without one, are passed over: their neighbours meet."""
    middle = Limits(centre, None)
    sides = [side for value in values if (side := middle.side(value))]
    longest = max((len(list(run)) for _, run in groupby(sides)), default=0)
    crossings = sum(earlier != later for earlier, later in pairwise(sides))
    return Runs(
        len(sides), longest, longest_allowed(len(sides)), crossings, least_crossings(len(sides))
    )


def longest_allowed(useful: int) -> int:
    return round(log2(useful)) + 3 if useful else 0


def least_crossings(useful: int) -> int:
    """The smallest number of crossings that chance stays at or below in one chart of twenty."""
    return quantile(0.05, useful - 1, 0.5) if useful else 0
