"""The average step from one value to the next: what control charts measure ordinary variation by."""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum, sqrt

# A step above so many times the average is not ordinary, and is screened out once.
SCREEN = 3.267
# The average step between neighbours, in standard deviations.
STEP_IN_SIGMA = 1.128

Values = Sequence[float | None]


def moving_ranges(values: Values) -> list[float]:
    """The steps between neighbours that are both there."""
    return [
        abs(later - earlier)
        for earlier, later in pairwise(values)
        if earlier is not None and later is not None
    ]


def average(values: Sequence[float]) -> float | None:
    """None of nothing. Summed exactly, so that the order of the months does not show."""
    return fsum(values) / len(values) if values else None


def screened_average(steps: Sequence[float], screen: float = SCREEN) -> float | None:
    """The average of the steps that are strictly below so many times the average of all; one pass, no more.

    None of no steps, or where nothing is below: all of them are 0.
    """
    usual = average(steps)
    return None if usual is None else average([step for step in steps if step < screen * usual])


def spread_beyond_chance(
    counts: Sequence[tuple[float, float]], share: float, screen: float | None = SCREEN
) -> float | None:
    """Laney's sigma z: how much more months differ from each other than chance alone would make them.

    1 where chance explains it; months without audits are passed over. None where it cannot be told: fewer
    than two months, a share of 0 or 1, or every month the same.
    """
    if not 0 < share < 1:
        return None
    scores = [(count / of - share) / sqrt(share * (1 - share) / of) for count, of in counts if of]
    steps = moving_ranges(scores)
    usual = average(steps) if screen is None else screened_average(steps, screen)
    return None if usual is None else usual / STEP_IN_SIGMA
