"""Cohen’s kappa and Gwet’s AC1 and AC2 for two raters, with intervals."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from qa_app.foundation.statistics.agreement.pairs import Table
from qa_app.foundation.statistics.students_t import t_quantile


class Weights(StrEnum):
    """How much of an agreement a difference still is. Linear is ours: quadratic is too kind."""

    IDENTITY = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"

    def of(self, first: int, second: int, grades: int) -> float:
        apart = abs(first - second) / (grades - 1)
        match self:
            case Weights.IDENTITY:
                return float(first == second)
            case Weights.LINEAR:
                return 1 - apart
            case Weights.QUADRATIC:
                return 1 - apart**2


@dataclass(frozen=True)
class Coefficient:
    """`observed` and `chance` are the weighted agreement that was found, and that by chance alone."""

    value: float
    standard_error: float
    number: int
    observed: float
    chance: float

    @property
    def interval(self) -> tuple[float, float] | None:
        """95%, by Student’s t, cut at 1 above; None of one pair."""
        if self.number < 2:
            return None
        reach = t_quantile(0.975, self.number - 1) * self.standard_error
        return self.value - reach, min(1.0, self.value + reach)


@dataclass(frozen=True)
class _Shares:
    """The table as shares of all pairs, with its margins and weights."""

    number: int
    cells: list[list[float]]
    rows: list[float]
    columns: list[float]
    weights: list[list[float]]

    @property
    def grades(self) -> range:
        return range(len(self.cells))

    @property
    def observed(self) -> float:
        return sum(self.weights[i][j] * self.cells[i][j] for i in self.grades for j in self.grades)

    def coefficient(
        self, chance: float, own: Callable[[int, int, float], float]
    ) -> Coefficient | None:
        """`own` is what the variance subtracts from a cell’s weight, given the coefficient."""
        if 1 - chance < 1e-12:
            return None
        value = (self.observed - chance) / (1 - chance)
        squares = sum(
            self.cells[i][j] * (self.weights[i][j] - own(i, j, value)) ** 2
            for i in self.grades
            for j in self.grades
        )
        middle = (self.observed - 2 * (1 - value) * chance) ** 2
        variance = max(0.0, squares - middle) / (self.number * (1 - chance) ** 2)
        return Coefficient(value, sqrt(variance), self.number, self.observed, chance)


def kappa(table: Table, weights: Weights = Weights.IDENTITY) -> Coefficient | None:
    """Cohen’s. None where it is not defined: no pairs, or only one grade used by both.

    Where nearly everything is one grade it is near 0 although nearly all agree. It is never shown alone.
    """
    shares = _shares_of(table, weights)
    if shares is None:
        return None
    rows, columns, weight, grades = shares.rows, shares.columns, shares.weights, shares.grades
    chance = sum(weight[i][j] * rows[i] * columns[j] for i in grades for j in grades)
    by_row = [sum(weight[i][j] * columns[j] for j in grades) for i in grades]
    by_column = [sum(weight[i][j] * rows[i] for i in grades) for j in grades]
    return shares.coefficient(
        chance, lambda i, j, value: (1 - value) * (by_row[i] + by_column[j])
    )  # fmt: skip


def gwet(table: Table, weights: Weights = Weights.LINEAR) -> Coefficient | None:
    """AC2; AC1 without weights. None of no pairs; 1 where all used one grade."""
    shares = _shares_of(table, weights)
    if shares is None:
        return None
    grades = shares.grades
    average = [(shares.rows[k] + shares.columns[k]) / 2 for k in grades]
    spread = sum(map(sum, shares.weights)) / (len(grades) * (len(grades) - 1))
    chance = spread * sum(share * (1 - share) for share in average)

    def own(i: int, j: int, value: float) -> float:
        return 2 * (1 - value) * spread * (1 - (average[i] + average[j]) / 2)

    return shares.coefficient(chance, own)


def _shares_of(table: Table, weights: Weights) -> _Shares | None:
    number, grades = sum(map(sum, table)), len(table)
    if number == 0:
        return None
    cells = [[count / number for count in row] for row in table]
    return _Shares(
        number,
        cells,
        [sum(row) for row in cells],
        [sum(column) for column in zip(*cells, strict=True)],
        [[weights.of(i, j, grades) for j in range(grades)] for i in range(grades)],
    )
