"""Krippendorff’s alpha and Fleiss’s kappa: agreement of several raters, with grades missing."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from itertools import permutations

from qa_app.foundation.statistics.agreement.pairs import Table

Unit = Sequence[float | None]
Delta = Callable[[float, float], float]


class Metric(StrEnum):
    """How far apart two grades are taken to be."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


def alpha(units: Sequence[Unit], metric: Metric = Metric.ORDINAL) -> float | None:
    """Of each thing that was judged, what its raters gave it; None for a rater who did not.

    None where it is not defined: nothing was judged twice, or only one grade was used.
    """
    together: dict[tuple[float, float], float] = defaultdict(float)
    for unit in units:
        given = [grade for grade in unit if grade is not None]
        if len(given) > 1:
            for pair in permutations(given, 2):
                together[pair] += 1 / (len(given) - 1)
    used: dict[float, float] = defaultdict(float)
    for (grade, _), weight in together.items():
        used[grade] += weight
    return _alpha(together, used, _delta(metric, used))


def alpha_of_table(table: Table, metric: Metric = Metric.ORDINAL) -> float | None:
    """Of two raters, from their table."""
    cells = [(i, j, n) for i, row in enumerate(table) for j, n in enumerate(row)]
    return alpha([(i, j) for i, j, n in cells for _ in range(n)], metric)


def _alpha(
    together: Mapping[tuple[float, float], float], used: Mapping[float, float], delta: Delta
) -> float | None:
    number = sum(used.values())
    expected = sum(used[one] * used[two] * delta(one, two) for one in used for two in used)
    if not expected:
        return None
    observed = sum(weight * delta(*pair) for pair, weight in together.items())
    return 1 - (number - 1) * observed / expected


def _delta(metric: Metric, used: Mapping[float, float]) -> Delta:
    if metric is Metric.NOMINAL:
        return lambda one, two: float(one != two)
    if metric is Metric.INTERVAL:
        return lambda one, two: (one - two) ** 2
    return lambda one, two: _between(used, *sorted((one, two))) ** 2


def _between(used: Mapping[float, float], low: float, high: float) -> float:
    """How many grades lie between two, half of each of the two among them; a grade nobody used adds nothing."""
    inside = sum(number for grade, number in used.items() if low <= grade <= high)
    return inside - (used[low] + used[high]) / 2


def fleiss(counts: Sequence[Sequence[int]]) -> float | None:
    """Of each thing judged, how many raters gave each grade; all were judged by as many.

    None where it is not defined: only one grade used, or fewer than two raters.
    """
    raters = sum(counts[0]) if counts else 0
    if raters < 2:
        return None
    number = len(counts) * raters
    shares = [sum(column) / number for column in zip(*counts, strict=True)]
    chance = sum(share**2 for share in shares)
    if 1 - chance < 1e-12:
        return None
    alike = sum(given * (given - 1) for unit in counts for given in unit)
    return (alike / (number * (raters - 1)) - chance) / (1 - chance)
