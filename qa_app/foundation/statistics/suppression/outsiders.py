"""What somebody outside can work out of a table with hidden counts: the bounds of a linear programme, exactly.

A table with its totals is a closed network. What a row’s total brings to the row flows out through its cells
into the columns, from there into the column totals, and back through the grand total. Hidden entries are the
pipes whose flow an outsider does not know, except that none is below nought. How far one of them may rise is
the largest flow that the other hidden pipes can carry back from its end to its beginning; how far it may fall
is the largest that they can carry instead of it. Flows of whole numbers are whole, so nothing is rounded.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass

Cell = tuple[int, int]
Node = tuple[str, int]
# Wider than any table: a pipe that an outsider cannot bound.
ENDLESS = 1 << 62


@dataclass(frozen=True)
class Range:
    """The smallest and the largest that fits everything shown; no end above where nothing bounds it."""

    low: int
    high: int | None

    def is_as_wide_as(self, width: int) -> bool:
        return self.high is None or self.high - self.low >= width


def outsider_ranges(
    whole: Sequence[Sequence[int]],
    hidden: Collection[Cell],
    *,
    totals_shown: bool = True,
    nowhere: Collection[Cell] = (),
) -> dict[Cell, Range]:
    """Of each hidden cell. `whole` has its totals as last row and column, whether they are shown or not.

    `nowhere` are cells that are not shown either, and of which nothing is asked.
    """
    rows, columns = len(whole) - 1, len(whole[0]) - 1
    unknown = {*hidden, *nowhere}
    if not totals_shown:
        unknown |= {(i, columns) for i in range(rows + 1)} | {(rows, j) for j in range(columns + 1)}
    pipes = {cell: _ends(cell, rows, columns) for cell in unknown}
    return {
        cell: _range(cell, whole[cell[0]][cell[1]], pipes, whole) for cell in sorted(hidden)
    }  # fmt: skip


def _ends(cell: Cell, rows: int, columns: int) -> tuple[Node, Node]:
    """Where a cell’s flow comes from and goes to; totals run against the others, which closes the circle."""
    i, j = cell
    row, column = ("row", i), ("column", j)
    runs_back = (i == rows) != (j == columns)
    return (column, row) if runs_back else (row, column)


def _range(
    cell: Cell,
    now: int,
    pipes: dict[Cell, tuple[Node, Node]],
    whole: Sequence[Sequence[int]],
) -> Range:
    begin, end = pipes[cell]
    others = {one: ends for one, ends in pipes.items() if one != cell}
    up = _largest_flow(_room(others, whole), end, begin)
    down = _largest_flow(_room(others, whole), begin, end)
    return Range(max(0, now - down), None if up >= ENDLESS else now + up)


Room = dict[Node, dict[Node, int]]


def _room(pipes: dict[Cell, tuple[Node, Node]], whole: Sequence[Sequence[int]]) -> Room:
    """More may always run through a pipe; less, down to nothing."""
    room: Room = defaultdict(lambda: defaultdict(int))
    for (i, j), (begin, end) in pipes.items():
        room[begin][end] += ENDLESS
        room[end][begin] += whole[i][j]
    return room


def _largest_flow(room: Room, begin: Node, end: Node) -> int:
    """By shortest ways; endless as soon as one way is."""
    total = 0
    while way := _shortest_way(room, begin, end):
        width = min(room[one][two] for one, two in way)
        if width >= ENDLESS // 2:
            return ENDLESS
        for one, two in way:
            room[one][two] -= width
            room[two][one] += width
        total += width
    return total


def _shortest_way(room: Room, begin: Node, end: Node) -> list[tuple[Node, Node]]:
    came_from: dict[Node, Node] = {begin: begin}
    waiting = deque([begin])
    while waiting and end not in came_from:
        here = waiting.popleft()
        for there, width in room[here].items():
            if width > 0 and there not in came_from:
                came_from[there] = here
                waiting.append(there)
    if end not in came_from:
        return []
    way, there = [], end
    while there != begin:
        way.append((came_from[there], there))
        there = came_from[there]
    return way
