"""Shares of several groups with the range in which each probably lies: small bars, one below the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa_app.foundation.statistics.shares import likely_range
from qa_app.foundation.statistics.wording import is_enough, is_small, range_in_words, share_of
from qa_app.web.charts.drawing import (
    Chart,
    Column,
    Drawing,
    Shape,
    line,
    rectangle,
    shortened,
    width_of,
    words,
)

CAUTION = "Where two ranges overlap widely, the difference between the groups may well be chance."
COLUMNS = (Column("Group"), Column("Share", is_number=True), Column("Range"))
ROW = 32.0
NARROW_ROW = 50.0
TEXT = 13.0
NARROW_TEXT = 12.5
HALF = 7.0
# How wide a drawing is, how much of it names may take, and where its bars end: on a page, and large on a wall.
PAGE, SLIDE = (760.0, 310.0, 540.0), (600.0, 200.0, 414.0)
ON_A_SLIDE = 7


@dataclass(frozen=True)
class Group:
    name: str
    count: int
    of: int


@dataclass(frozen=True)
class Groups:
    title: str
    sentence: str
    groups: Sequence[Group]
    caution: str = CAUTION


Share = tuple[int, int]


def first_and_second(lines: Iterable[tuple[str, Share, Share]]) -> list[Group]:
    """Two bars a line, one below the other: so many of how many, and so many of how many after it."""
    return [
        Group(f"{name}, {which}", *share)
        for name, *shares in lines
        for which, share in zip(("first", "second"), shares, strict=True)
    ]


def range_bars(given: Groups) -> Chart:
    return Chart(
        given.title,
        given.sentence,
        given.caution,
        _wide(given.groups, *PAGE),
        _narrow(given.groups),
        COLUMNS,
        tuple(_row(one) for one in given.groups),
    )


def for_slides(given: Groups) -> list[Drawing]:
    """As many as it takes for their words to be as large as those of the slide."""
    return [
        _wide(given.groups[begin : begin + ON_A_SLIDE], *SLIDE)
        for begin in range(0, len(given.groups), ON_A_SLIDE)
    ]


def _row(one: Group) -> tuple[str, ...]:
    said = range_in_words(one.count, one.of).capitalize() if is_enough(one.of) else ""
    return one.name, _said(one) or "None", said


def _said(one: Group) -> str:
    if not one.of:
        return ""
    return share_of(one.count, one.of) + (", small number" if is_small(one.of) else "")


def _wide(groups: Sequence[Group], width: float, most: float, right: float) -> Drawing:
    names = max((width_of(one.name, TEXT) for one in groups), default=0.0) + 12
    left = min(names, most)
    shapes = list(_scale(left, right, 22, 24 + ROW * len(groups)))
    for at, one in enumerate(groups):
        middle = 24 + ROW * (at + 0.5)
        shapes.append(words(shortened(one.name, left - 8, TEXT), left - 8, middle + 5, "end"))
        shapes += _bar(one, left, right, middle)
        shapes.append(words(_said(one) or "None", right + 12, middle + 5, "start", "words"))
    return Drawing(width, 30 + ROW * len(groups), TEXT, tuple(shapes))


def _narrow(groups: Sequence[Group]) -> Drawing:
    """Words above the bar they belong to."""
    shapes = list(_scale(2, 300, 22, 24 + NARROW_ROW * len(groups)))
    for at, one in enumerate(groups):
        top = 24 + NARROW_ROW * at
        said = _said(one) or "none"
        name = shortened(one.name, 312 - width_of(f": {said}", NARROW_TEXT), NARROW_TEXT)
        shapes.append(words(f"{name}: {said}", 2, top + 16, "start", "words"))
        shapes += _bar(one, 2, 300, top + 32)
    return Drawing(320, 30 + NARROW_ROW * len(groups), NARROW_TEXT, tuple(shapes))


def _scale(left: float, right: float, top: float, bottom: float) -> Iterator[Shape]:
    for share, anchor in ((0, "start"), (50, "middle"), (100, "end")):
        x = left + share / 100 * (right - left)
        yield line("grid", x, top, x, bottom)
        yield words(f"{share}%", x, top - 8, anchor, "faint")


def _bar(one: Group, left: float, right: float, middle: float) -> Iterator[Shape]:
    """Nothing is drawn of fewer than five."""
    likely = likely_range(one.count, one.of)
    if likely is None or not is_enough(one.of):
        return
    low, high = (left + end * (right - left) for end in likely)
    end = left + one.count / one.of * (right - left)
    yield rectangle("tint-2", left, middle - HALF, end, middle + HALF)
    yield line("range", low, middle, high, middle)
    for x in (low, high):
        yield line("range", x, middle - 4, x, middle + 4)
