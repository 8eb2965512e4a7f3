"""Shares, how far they can be trusted, and how far two of them lie apart."""

from math import sqrt
from statistics import NormalDist

Z95 = 1.959963984540054


def two_sided(level: float) -> float:
    """How many standard errors either way hold so much of the normal curve: 1.96 of 0.95."""
    return Z95 if level == 0.95 else NormalDist().inv_cdf(0.5 + level / 2)


def likely_range(count: int, of: int, level: float = 0.95) -> tuple[float, float] | None:
    """Wilson's range for a share; None of nothing.

    It stays honest where the textbook interval fails, at five audits or at none of thirty.
    """
    if of == 0:
        return None
    z = two_sided(level)
    share, spread = count / of, z**2 / of
    middle = share + spread / 2
    reach = z * sqrt(share * (1 - share) / of + spread / (4 * of))
    low, high = (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)
    return (0.0 if count == 0 else low, 1.0 if count == of else high)


def likely_difference(
    first: tuple[int, int], second: tuple[int, int], level: float = 0.95
) -> tuple[float, float] | None:
    """Where the first share less the second probably lies: Newcombe's tenth method; None of nothing.

    It is made of Wilson's range for each, so that it keeps within -1 and 1 and does not vanish at the ends.
    """
    ranges = likely_range(*first, level), likely_range(*second, level)
    if ranges[0] is None or ranges[1] is None:
        return None
    (low1, high1), (low2, high2) = ranges[0], ranges[1]
    share1, share2 = first[0] / first[1], second[0] / second[1]
    apart = share1 - share2
    return (
        apart - sqrt((share1 - low1) ** 2 + (high2 - share2) ** 2),
        apart + sqrt((high1 - share1) ** 2 + (share2 - low2) ** 2),
    )
