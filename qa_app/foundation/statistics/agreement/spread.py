"""How far several people who graded the same thing lie apart."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """`counts`: how many gave each grade, the best first. Gaps are None of fewer than two people."""

    counts: tuple[int, ...]
    # Between two people taken at random, in grades; and the share of such pairs that gave the same.
    average_gap: float | None
    same_pairs: float | None

    @property
    def number(self) -> int:
        return sum(self.counts)

    @property
    def used(self) -> tuple[int, ...]:
        return tuple(grade for grade, count in enumerate(self.counts) if count)

    @property
    def widest(self) -> int:
        """Grades between the highest and the lowest given; 0 where all agree."""
        return self.used[-1] - self.used[0] if self.used else 0


def spread_of(counts: Sequence[int]) -> Spread:
    number = sum(counts)
    pairs = number * (number - 1)
    if not pairs:
        return Spread(tuple(counts), None, None)
    apart = sum(
        abs(i - j) * counts[i] * counts[j] for i in range(len(counts)) for j in range(len(counts))
    )
    same = sum(count * (count - 1) for count in counts)
    return Spread(tuple(counts), apart / pairs, same / pairs)
