"""Shares, and how far they can be trusted."""

from math import sqrt

Z95 = 1.959963984540054


def likely_range(count: int, of: int) -> tuple[float, float] | None:
    """Wilson's 95% range for a share; None of nothing.

    It stays honest where the textbook interval fails, at five audits or at none of thirty.
    """
    if of == 0:
        return None
    share, spread = count / of, Z95**2 / of
    middle = share + spread / 2
    reach = Z95 * sqrt(share * (1 - share) / of + spread / (4 * of))
    low, high = (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)
    return (0.0 if count == 0 else low, 1.0 if count == of else high)
