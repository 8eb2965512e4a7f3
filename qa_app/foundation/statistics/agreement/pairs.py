"""Counts of agreement: the same, within one, who was more generous, and which differences matter most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Table = Sequence[Sequence[int]]

# Of fewer pairs there is no coefficient; below the second number it is marked “rough”.
LEAST_FOR_A_COEFFICIENT = 30
LEAST_TO_BE_PLAIN = 50


def table_of(pairs: Iterable[tuple[int, int]], grades: int = 4) -> list[list[int]]:
    """Rows are the first rater’s grades, columns the second’s, 0 the best.

    All grades have their line, used or not: coefficients change where an unused one is dropped.
    """
    table = [[0] * grades for _ in range(grades)]
    for first, second in pairs:
        table[first][second] += 1
    return table


@dataclass(frozen=True)
class Pairs:
    """`higher`: the first rater was more generous; `lower`: harsher. `crossed`: one said good or better, one not."""

    number: int
    same: int
    within_one: int
    higher: int
    lower: int
    crossed: int

    @property
    def different(self) -> int:
        return self.higher + self.lower

    @property
    def has_coefficient(self) -> bool:
        return self.number >= LEAST_FOR_A_COEFFICIENT

    @property
    def is_rough(self) -> bool:
        return LEAST_FOR_A_COEFFICIENT <= self.number < LEAST_TO_BE_PLAIN


def count_pairs(table: Table, good: int = 2) -> Pairs:
    """The first `good` grades are good or better."""
    cells = [(i, j, n) for i, row in enumerate(table) for j, n in enumerate(row)]
    return Pairs(
        number=sum(n for _, _, n in cells),
        same=sum(n for i, j, n in cells if i == j),
        within_one=sum(n for i, j, n in cells if abs(i - j) <= 1),
        higher=sum(n for i, j, n in cells if i < j),
        lower=sum(n for i, j, n in cells if i > j),
        crossed=sum(n for i, j, n in cells if (i < good) != (j < good)),
    )
