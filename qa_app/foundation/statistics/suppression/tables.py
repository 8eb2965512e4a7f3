"""Small counts of a table are hidden, and then as many others as it takes to keep them hidden."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from qa_app.foundation.statistics.suppression.outsiders import Range, outsider_ranges
from qa_app.foundation.statistics.suppression.small_counts import HIDDEN, THRESHOLD, is_small

Counts = Sequence[Sequence[int]]
Cell = tuple[int, int]


@dataclass(frozen=True)
class Suppressed:
    """`counts` has the totals as its last row and column; `ranges` is what an outsider can work out of each hidden cell."""

    counts: tuple[tuple[int, ...], ...]
    primary: frozenset[Cell]
    secondary: frozenset[Cell]
    ranges: dict[Cell, Range]
    threshold: int
    totals_shown: bool

    @property
    def hidden(self) -> frozenset[Cell]:
        return self.primary | self.secondary

    @property
    def is_safe(self) -> bool:
        """Is every small count left a range at least as wide as the threshold? If not it must not leave."""
        return all(self.ranges[cell].is_as_wide_as(self.threshold) for cell in self.primary)

    @property
    def shown(self) -> list[list[int | str]]:
        rows = self.counts if self.totals_shown else [row[:-1] for row in self.counts[:-1]]
        return [
            [HIDDEN if (i, j) in self.hidden else count for j, count in enumerate(row)]
            for i, row in enumerate(rows)
        ]


def suppress(
    counts: Counts,
    threshold: int = THRESHOLD,
    *,
    totals_shown: bool = True,
    feet: Collection[int] | None = None,
) -> Suppressed:
    """Hide, hide more, and try it out. The same table always comes out alike.

    `feet` are columns whose totals stand elsewhere, so that they are known whatever this table hides;
    of the other columns no total stands anywhere.
    """
    whole = with_totals(counts)
    if feet is not None:
        return _above(whole, threshold, feet)
    primary = frozenset(
        (i, j)
        for i, row in enumerate(whole)
        for j, count in enumerate(row)
        if is_small(count, threshold)
        and (totals_shown or (i < len(counts) and j < len(row) - 1))
    )  # fmt: skip
    hidden = set(primary)
    lines = [*_lines(whole)]
    while totals_shown and (cell := _next_to_hide(whole, hidden, threshold, lines)):
        hidden.add(cell)
    ranges = outsider_ranges(whole, hidden, totals_shown=totals_shown)
    return Suppressed(
        whole, primary, frozenset(hidden - primary), ranges, threshold, totals_shown
    )  # fmt: skip


def _above(whole: tuple[tuple[int, ...], ...], threshold: int, feet: Collection[int]) -> Suppressed:
    """The last row is as it is; all that can be hidden stands above it."""
    foot = len(whole) - 1
    primary = frozenset(
        (i, j) for i, row in enumerate(whole[:foot]) for j, count in enumerate(row) if is_small(count, threshold)
    )  # fmt: skip
    lines = [[(i, j) for j in range(len(whole[0]))] for i in range(foot)]
    lines += [[(i, j) for i in range(foot + 1)] for j in feet]
    hidden = set(primary)
    while cell := _next_to_hide(whole, hidden, threshold, lines, foot):
        hidden.add(cell)
    nowhere = [(foot, j) for j in range(len(whole[0])) if j not in feet]
    ranges = outsider_ranges(whole, hidden, nowhere=nowhere)
    return Suppressed(whole, primary, frozenset(hidden - primary), ranges, threshold, True)


def with_totals(counts: Counts) -> tuple[tuple[int, ...], ...]:
    rows = [(*row, sum(row)) for row in counts]
    return (*rows, tuple(sum(column) for column in zip(*rows, strict=True)))


def _next_to_hide(
    whole: Counts,
    hidden: set[Cell],
    threshold: int,
    lines: Sequence[list[Cell]],
    foot: int | None = None,
) -> Cell | None:
    """The cell that repairs most lines, the smallest of those, the first of those; a total only as a last resort.

    Nothing in a `foot` can be hidden.
    """
    unsafe = [line for line in lines if _is_unsafe(line, whole, hidden, threshold)]
    repairs: dict[Cell, int] = {}
    for line in unsafe:
        for cell in line:
            if cell not in hidden and cell[0] != foot and whole[cell[0]][cell[1]]:
                repairs[cell] = repairs.get(cell, 0) + 1
    if not repairs:
        return None

    def rank(cell: Cell) -> tuple[int, int, int, Cell]:
        i, j = cell
        totals = (i == len(whole) - 1) + (j == len(whole[0]) - 1)
        return totals, -repairs[cell], whole[i][j], cell

    return min(repairs, key=rank)


def _lines(whole: Counts) -> Iterator[list[Cell]]:
    """Every row and column, that of the totals among them; its own total comes last."""
    rows, columns = range(len(whole)), range(len(whole[0]))
    yield from ([(i, j) for j in columns] for i in rows)
    yield from ([(i, j) for i in rows] for j in columns)


def _is_unsafe(line: list[Cell], whole: Counts, hidden: set[Cell], threshold: int) -> bool:
    """One hidden entry is the total less the rest; several that add up to little are each little."""
    gone = [cell for cell in line if cell in hidden]
    if len(gone) == 1:
        return True
    total_shown = line[-1] not in hidden
    return bool(gone) and total_shown and sum(whole[i][j] for i, j in gone) <= threshold
