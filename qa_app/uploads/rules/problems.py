"""What was wrong in a file, where, and what was done about it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Weight(StrEnum):
    """What became of the row. The words are those of the page."""

    REFUSED = "Row not read"
    EMPTIED = "Cell left empty"
    NOTED = "For you to know"


@dataclass(frozen=True)
class Problem:
    """One sentence about one place in a file. It never repeats a name."""

    weight: Weight
    sheet: str
    row: int | None
    cell: str
    sentence: str

    @property
    def kind(self) -> str:
        """The sentence without its numbers and what stands in brackets, alike in problems of one kind."""
        return re.sub(r"\d+|\(.*\)", "", self.sentence)

    @property
    def where(self) -> str:
        if self.cell:
            return f"{self.sheet}, cell {self.cell}"
        return f"{self.sheet}, row {self.row}" if self.row else self.sheet


def problem_as_kept(problem: Problem) -> dict[str, Any]:
    return {**asdict(problem), "weight": problem.weight.name}


def problem_from_kept(kept: Mapping[str, Any]) -> Problem:
    return Problem(**{**kept, "weight": Weight[kept["weight"]]})


def first_of_each_kind(problems: Iterable[Problem]) -> list[tuple[Problem, int]]:
    """With how many there are; those that lost something come first."""
    kinds: dict[tuple[Weight, str], list[Problem]] = {}
    for one in problems:
        kinds.setdefault((one.weight, one.kind), []).append(one)
    order = list(Weight)
    found = [(ones[0], len(ones)) for ones in kinds.values()]
    return sorted(found, key=lambda pair: order.index(pair[0].weight))


def count_by_weight(problems: Iterable[Problem]) -> dict[Weight, int]:
    weights = [one.weight for one in problems]
    return {weight: weights.count(weight) for weight in Weight}


def rows_of(problems: Iterable[Problem]) -> list[tuple]:
    """As a file lists them: what happened, sheet, row, cell and why."""
    return [(one.weight.value, one.sheet, one.row, one.cell, one.sentence) for one in problems]
