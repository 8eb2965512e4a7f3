"""Somebody outside with every cell that a report publishes and a linear programme of their own."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy
from scipy.optimize import linprog

Sum = Mapping[Any, int]


class Outsider:
    """Knows what is published and how counts are made up; what nobody is told, they only know not to be below nought."""

    def __init__(self) -> None:
        self.equal: list[tuple[Sum, int]] = []
        self.at_most: list[Sum] = []
        self.names: dict[Any, int] = {}

    def reads(self, of: Sum, shown: Any) -> None:
        self.knows(of)
        if isinstance(shown, int):
            self.equal.append((of, shown))

    def knows(self, of: Sum) -> None:
        for name in of:
            self.names.setdefault(name, len(self.names))

    def knows_no_more(self, part: Sum, whole: Sum) -> None:
        """That a part is never more than its whole."""
        difference = Counter(part)
        difference.subtract(whole)
        self.knows(difference)
        self.at_most.append(difference)

    def range_of(self, wanted: Sum) -> tuple[float, float]:
        self.knows(wanted)
        goal = self._row(wanted)
        known = {
            "A_eq": numpy.array([self._row(of) for of, _ in self.equal]) if self.equal else None,
            "b_eq": numpy.array([number for _, number in self.equal]) if self.equal else None,
            "A_ub": numpy.array([self._row(of) for of in self.at_most]) if self.at_most else None,
            "b_ub": numpy.zeros(len(self.at_most)) if self.at_most else None,
        }
        low, high = (linprog(one, **known, method="highs") for one in (goal, -goal))
        assert low.status == 0, low.message
        return low.fun, -high.fun if high.status == 0 else float("inf")

    def _row(self, of: Sum) -> numpy.ndarray:
        row = numpy.zeros(len(self.names))
        for name, number in of.items():
            row[self.names[name]] = number
        return row
