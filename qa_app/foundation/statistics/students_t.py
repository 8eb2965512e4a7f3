"""Student’s t for whole degrees of freedom, by its finite sums; accurate to some twelve places."""

from math import atan, cos, pi, sin, sqrt


def t_within(t: float, freedom: int) -> float:
    """The chance of being between -t and t."""
    angle = atan(t / sqrt(freedom))
    square, odd = cos(angle) ** 2, freedom % 2
    term = cos(angle) if odd else 1.0
    total = term if freedom > 1 else 0.0
    for step in range(2 if odd else 1, freedom - 2, 2):
        term *= square * step / (step + 1)
        total += term
    if not odd:
        return sin(angle) * total
    return 2 / pi * (angle + sin(angle) * total)


def t_quantile(level: float, freedom: int) -> float:
    """The t below which so much lies, of a level above a half."""
    wanted, low, high = 2 * level - 1, 0.0, 2.0
    while t_within(high, freedom) < wanted:
        high *= 2
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        if t_within(middle, freedom) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2
