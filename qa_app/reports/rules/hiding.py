"""Counts as a level may show them: all of them, with small ones hidden, or rounded."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_app.foundation.statistics.suppression.small_counts import (
    HIDDEN,
    ROUNDED_HIDDEN,
    ROUNDED_THRESHOLD,
    is_small,
    rounded,
)
from qa_app.foundation.statistics.suppression.tables import suppress
from qa_app.foundation.statistics.wording import is_enough, percent
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.tables import Cell


@dataclass(frozen=True)
class Shown:
    """So many of how many, and the share, as the level shows them."""

    count: Cell
    of: Cell
    share: Cell

    @property
    def is_plain(self) -> bool:
        return isinstance(self.count, int) and isinstance(self.of, int)


Pair = tuple[int, int]


def shown_pairs(
    pairs: Sequence[Pair], level: Level, *, in_full: bool = False, apart: bool = False
) -> list[Shown]:
    """Of lines that add up to a whole, such as months or places. Lines that do not are hidden `apart`."""
    if level is Level.PUBLIC:
        return [_rounded(*pair) for pair in pairs]
    if level is Level.INTERNAL or in_full:
        return [_plain(*pair) for pair in pairs]
    if apart:
        return [shown for pair in pairs for shown in _hidden([pair])]
    return _hidden(pairs)


def shown_whole(counts: Sequence[int], level: Level) -> tuple[list[Cell], Cell]:
    """Parts of one whole, such as the answers to a question, and the whole: hidden together."""
    if level is Level.INTERNAL:
        return list(counts), sum(counts)
    if level is Level.PUBLIC:
        return [_number(count) for count in counts], _number(sum(counts))
    if not counts:
        return [], 0
    safe = suppress([list(counts)])
    if not safe.is_safe:
        return [HIDDEN for _ in counts], HIDDEN
    *parts, whole = safe.shown[0]
    return [*parts], whole


def shown_table(table: Sequence[Sequence[int]], level: Level) -> list[list[Cell]]:
    """A table both of whose sides add up."""
    if level is Level.INTERNAL:
        return [list(row) for row in table]
    if level is Level.PUBLIC:
        return [[_number(count) for count in row] for row in table]
    if not table or not table[0]:
        return [[] for _ in table]
    safe = suppress(table)
    if not safe.is_safe:
        return [[HIDDEN for _ in row] for row in table]
    return [[*row[:-1]] for row in safe.shown[:-1]]


def shown_parts(
    table: Sequence[Sequence[int]], level: Level, *, in_full: bool = False
) -> list[tuple[list[Cell], Cell]]:
    """Lines whose parts make up a whole of their own, and which make up a whole: all hidden together.

    How many all lines have of the first part, and how many they are, stands elsewhere as far as it is shown there.
    """
    if level is Level.INTERNAL:
        return [(list(row), sum(row)) for row in table]
    if level is Level.PUBLIC:
        return [([_number(one) for one in row], _number(sum(row))) for row in table]
    first, whole = sum(row[0] for row in table), sum(map(sum, table))
    is_plain = in_full or not any(map(is_small, (first, whole - first)))
    safe = (
        suppress(table, feet=(0, len(table[0])) if is_plain else (len(table[0]),))
        if table
        else None
    )
    if safe is None or not safe.is_safe or is_small(whole):
        return [([HIDDEN for _ in row], HIDDEN) for row in table]
    return [(list(row[:-1]), row[-1]) for row in safe.shown[:-1]]


def share_shown(part: Cell, whole: Cell) -> Cell:
    """Of what is shown alone; nothing where either is hidden."""
    return _share(part, whole) if isinstance(part, int) and isinstance(whole, int) else None


def _plain(count: int, of: int) -> Shown:
    return Shown(count, of, _share(count, of))


def _hidden(pairs: Sequence[Pair]) -> list[Shown]:
    """Those who have it and those who have not stand beside each other, so that neither gives the other away."""
    if not pairs:
        return []
    safe = suppress([[count, of - count] for count, of in pairs])
    found = []
    for (count, of), (has, has_not, total) in zip(pairs, safe.shown[:-1], strict=True):
        if not safe.is_safe or HIDDEN in (has, has_not, total):
            every = (has, total) if safe.is_safe else (HIDDEN, HIDDEN)
            found.append(Shown(*every, HIDDEN))
        else:
            found.append(Shown(count, of, _share(count, of)))
    return found


def _rounded(count: int, of: int) -> Shown:
    has, whole = _number(count), _number(of)
    small = any(is_small(one, ROUNDED_THRESHOLD) for one in (count, of - count, of))
    if small or not isinstance(has, int) or not isinstance(whole, int) or not whole:
        return Shown(has, whole, ROUNDED_HIDDEN if of else None)
    return Shown(has, whole, percent(min(has, whole), whole) / 100)


def _share(count: int, of: int) -> float | None:
    """In whole percent, as pages have it: 3 of 731 are not none."""
    return percent(count, of) / 100 if is_enough(of) else None


def _number(count: int) -> Cell:
    said = rounded(count)
    return int(said) if said.isdecimal() else said
