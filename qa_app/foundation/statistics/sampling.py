"""How many to read, how much that tells, and which: a draw that anybody can do again."""

from collections.abc import Mapping
from hashlib import sha256
from math import ceil, sqrt
from typing import TypeVar

from qa_app.foundation.statistics.shares import two_sided

Stratum = TypeVar("Stratum", str, tuple[str, ...])


def half_width(number: int, of: int, share: float = 0.5, level: float = 0.95) -> float | None:
    """How far the truth may lie from a share found in `number` of `of` records; None of nothing.

    Half the records being good is the worst case, and what is taken where nothing is known.
    """
    if number < 1 or of < 1:
        return None
    number = min(number, of)
    if of == 1:
        return 0.0
    return two_sided(level) * sqrt(share * (1 - share) / number * (of - number) / (of - 1))


def size_for(reach: float, of: int, share: float = 0.5, level: float = 0.95) -> int:
    """How many of the records must be read for an interval no wider than this either way."""
    if of == 0:
        return 0
    endless = _endless(reach, share, level)
    return ceil(endless / (1 + (endless - 1) / of))


def size_by_bristol(reach: float, of: int, share: float = 0.5, level: float = 0.95) -> float:
    """The same as United Bristol Healthcare’s calculator has it, not rounded; it corrects by a hair less."""
    endless = _endless(reach, share, level)
    return endless / (1 + endless / of)


def _endless(reach: float, share: float, level: float) -> float:
    """Of records without end."""
    return two_sided(level) ** 2 * share * (1 - share) / reach**2


def place_in_draw(seed: str, reference: str) -> str:
    """Records are drawn in the order of these.

    Neither the order of a list nor another record on it moves anything; the next in turn are simply the next.
    """
    return sha256(f"{seed}|{reference}".encode()).hexdigest()


def quotas(sizes: Mapping[Stratum, int], number: int) -> dict[Stratum, int]:
    """How many of each stratum: its share by largest remainder, at least one where that many are drawn.

    None is given more than it holds; what it cannot take goes to the others. Empty ones are not named.
    """
    held = {one: sizes[one] for one in sorted(sizes) if sizes[one]}
    total = sum(held.values())
    number = min(number, total)
    given = dict.fromkeys(held, 1 if number >= len(held) else 0)
    for _ in range(number - sum(given.values())):
        with_room = [one for one in held if given[one] < held[one]]
        # Whole numbers compare alike everywhere; the first name settles a tie.
        furthest_below = max(with_room, key=lambda one: number * held[one] - total * given[one])
        given[furthest_below] += 1
    return given
