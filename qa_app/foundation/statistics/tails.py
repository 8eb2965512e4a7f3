"""Exact tails of the binomial and the hypergeometric distribution, for any number of audits.

Each sum starts where it is asked for and walks away from the middle until the terms no longer count, so
that a month of a million audits costs no more than a month of a thousand.
"""

from collections.abc import Callable
from functools import lru_cache
from math import erfc, exp, lgamma, log, sqrt
from statistics import NormalDist

NEGLIGIBLE = 1e-18


def normal_upper_tail(z: float) -> float:
    """1 - Phi(z), right also where that is 1e-24."""
    return erfc(z / sqrt(2)) / 2


def normal_of_tail(tail: float) -> float:
    """The z above which so much lies; infinite where nothing does."""
    if tail <= 0:
        return float("inf")
    return float("-inf") if tail >= 1 else -NormalDist().inv_cdf(tail)


@lru_cache(maxsize=65_536)
def at_most(count: int, of: int, share: float) -> float:
    """P(X <= count), X binomial."""
    if count < 0:
        return 0.0
    if count >= of or share <= 0:
        return 1.0
    if share >= 1:
        return 0.0
    if count > of * share:
        return 1.0 - _upward(count + 1, of, share)
    return _downward(count, of, share)


def at_least(count: int, of: int, share: float) -> float:
    """P(X >= count), X binomial."""
    return at_most(of - count, of, 1 - share)


def binomial(count: int, of: int, share: float) -> float:
    """P(X = count); the share lies between 0 and 1 and is neither."""
    return exp(_log_ways(of, count) + count * log(share) + (of - count) * log(1 - share))


def quantile(level: float, of: int, share: float) -> int:
    """The smallest count that X stays at or below with a chance of at least `level`."""
    return first_where(lambda count: at_most(count, of, share) >= level, of)


def first_where(is_so: Callable[[int], bool], last: int) -> int:
    """The first number from 0 to `last` of which something is so that stays so from there on; else `last`."""
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        if is_so(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _downward(count: int, of: int, share: float) -> float:
    term = total = binomial(count, of, share)
    odds = (1 - share) / share
    while count > 0 and term > NEGLIGIBLE * total:
        term *= count / (of - count + 1) * odds
        total += term
        count -= 1
    return min(total, 1.0)


def _upward(count: int, of: int, share: float) -> float:
    term = total = binomial(count, of, share)
    odds = share / (1 - share)
    while count < of and term > NEGLIGIBLE * total:
        term *= (of - count) / (count + 1) * odds
        total += term
        count += 1
    return min(total, 1.0)


def hypergeometric_tails(count: int, drawn: int, have: int, of: int) -> tuple[float, float, float]:
    """P(X < count), P(X = count) and P(X > count), where `drawn` of `of` are taken and `have` of them have it."""
    least, most = max(0, drawn + have - of), min(drawn, have)
    ways = _log_ways(have, count) + _log_ways(of - have, drawn - count)
    here = exp(ways - _log_ways(of, drawn))
    if here == 0.0:  # so far out that a float holds nothing: all of it lies on the other side
        return (1.0, 0.0, 0.0) if count * of > drawn * have else (0.0, 0.0, 1.0)
    below = above = 0.0
    term, x = here, count
    while x > least and term > NEGLIGIBLE * max(below, here):
        term *= x * (of - have - drawn + x) / ((have - x + 1) * (drawn - x + 1))
        below, x = below + term, x - 1
    term, x = here, count
    while x < most and term > NEGLIGIBLE * max(above, here):
        term *= (have - x) * (drawn - x) / ((x + 1) * (of - have - drawn + x + 1))
        above, x = above + term, x + 1
    return min(below, 1.0), here, min(above, 1.0)


def _log_ways(of: int, count: int) -> float:
    """The logarithm of how many ways there are to choose `count` of `of`."""
    return lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)
