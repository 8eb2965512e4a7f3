"""Was this month exceptional? The chart of a share from month to month, with exact binomial limits.

Limits follow each month's number of audits, and are right at three audits as at three hundred. Where there
are enough audits to see that months differ by more than chance, the limits widen; they never narrow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from qa_app.foundation.statistics.months import (
    MONTHS_TO_BE_SURE,
    Month,
    pooled,
    used_of,
    widening,
)
from qa_app.foundation.statistics.tails import at_least, at_most, first_where, normal_upper_tail

# In standard deviations, as control charts have them everywhere.
LIMIT = 3.0
MONTHS_TO_DRAW_LIMITS = 6


class Exceptional(StrEnum):
    LOW = "exceptionally low"
    HIGH = "exceptionally high"


@dataclass(frozen=True)
class Judged:
    """A month and the smallest and largest count that would be nothing special; None where there is no limit."""

    month: Month
    low_count: int | None
    high_count: int | None
    exceptional: Exceptional | None

    @property
    def is_too_few(self) -> bool:
        """Would every count at all be nothing special?"""
        return self.month.of > 0 and (self.low_count, self.high_count) == (0, self.month.of)

    @property
    def limits(self) -> tuple[float, float] | None:
        """None, too, where they would hold every share there is, and so say nothing."""
        if self.low_count is None or self.high_count is None or self.is_too_few:
            return None
        return self.low_count / self.month.of, self.high_count / self.month.of


@dataclass(frozen=True)
class ExceptionalMonths:
    """The centre (None of no audits), by how much limits are widened, and what each month is."""

    centre: float | None
    widened: float
    tail: float
    months: tuple[Judged, ...]
    months_used: int

    @property
    def are_provisional(self) -> bool:
        """Limits from less than a year are drawn, and are called provisional."""
        return MONTHS_TO_DRAW_LIMITS <= self.months_used < MONTHS_TO_BE_SURE

    @property
    def has_limits(self) -> bool:
        return any(one.limits for one in self.months)


def exceptional_months(
    months: Sequence[Month], baseline: Sequence[Month] | None = None
) -> ExceptionalMonths:
    """Judge each month against the average of all those used, or of a frozen baseline.

    A month that is provisional or marked has limits, for the eye, and is never called exceptional.
    """
    used = used_of(months if baseline is None else baseline)
    centre = pooled(used)
    widened = widening(used, centre)
    tail = normal_upper_tail(LIMIT * widened)
    if centre is None or not 0 < centre < 1 or len(used) < MONTHS_TO_DRAW_LIMITS:
        judged = tuple(Judged(one, None, None, None) for one in months)
    else:
        judged = tuple(_judged(one, centre, tail) for one in months)
    return ExceptionalMonths(centre, widened, tail, judged, len(used))


def _judged(month: Month, centre: float, tail: float) -> Judged:
    if month.of == 0:
        return Judged(month, None, None, None)
    low, high = unremarkable(month.of, centre, tail)
    exceptional = None
    if month.is_used and month.count < low:
        exceptional = Exceptional.LOW
    if month.is_used and month.count > high:
        exceptional = Exceptional.HIGH
    return Judged(month, low, high, exceptional)


@lru_cache(maxsize=4096)
def unremarkable(of: int, centre: float, tail: float) -> tuple[int, int]:
    """The smallest and the largest count whose tail is not below the one allowed."""
    low = first_where(lambda count: at_most(count, of, centre) >= tail, of)
    too_high = first_where(lambda count: at_least(count + 1, of, centre) < tail, of)
    return low, too_high
