"""Shares of several things in several months at once: the darker, the higher, and each with its number.

Of fewer than five the count stands alone, on plain paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.foundation.statistics.wording import is_enough, percent, share_of
from qa_app.web.charts.drawing import (
    DARK_FROM,
    Chart,
    Column,
    Drawing,
    Shape,
    foot,
    rectangle,
    shortened,
    width_of,
    words,
)

CAUTION = "A cell is one month’s few audits: look along a row for what stays, not at one cell."
TINTS = 5
ROW = 30.0
WIDE_TEXT, NARROW_TEXT = 13.0, 12.5
NARROW_MONTHS = 5
MOST_OF_A_NAME = 240.0
SAID_BELOW = "Numbers are percentages; of fewer than five audits, so many of how many."


@dataclass(frozen=True)
class HeatRow:
    """So many of how many, a pair for each month."""

    name: str
    counts: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class HeatMap:
    title: str
    sentence: str
    months: Sequence[date]
    rows: Sequence[HeatRow]
    # Months of which some audits are not counted yet.
    unsettled: Sequence[date] = ()

    def said(self, month: date, form: str) -> str:
        """A star stands beside what is not settled."""
        return f"{month:{form}}{'*' if month in self.unsettled else ''}"

    def below(self, drawn: Sequence[date]) -> list[str]:
        star = ["* Not settled yet."] if any(one in self.unsettled for one in drawn) else []
        fewer = len(self.months) - len(drawn)
        last = f"Drawn are the last {len(drawn)} of {len(self.months)} months; the table has all."
        return [SAID_BELOW, *star, *([last] if fewer else [])]


def heat_map(given: HeatMap) -> Chart:
    months = (Column(given.said(month, "%B %Y"), is_number=True) for month in given.months)
    return Chart(
        given.title,
        given.sentence,
        CAUTION,
        _wide(given),
        _narrow(given),
        (Column(""), *months),
        tuple(
            (row.name, *(share_of(*pair) if pair[1] else "None" for pair in row.counts))
            for row in given.rows
        ),
    )


def tint_of(count: int, of: int) -> int:
    """0 to 4, a fifth of the way each; 0 also where there is no share to tell."""
    return min(TINTS - 1, TINTS * count // of) if is_enough(of) else 0


def _wide(given: HeatMap) -> Drawing:
    names = [shortened(row.name, MOST_OF_A_NAME, WIDE_TEXT) for row in given.rows]
    left = max((width_of(name, WIDE_TEXT) for name in names), default=0.0) + 12
    step = max(34.0, min(56.0, (760 - left) / max(1, len(given.months))))
    shapes = [
        words(row.name, left - 8, 44 + ROW * at + 20, "end") for at, row in enumerate(given.rows)
    ]
    shapes += _months(given, left, step)
    for at, row in enumerate(given.rows):
        shapes += _cells(row.counts, left, 44 + ROW * at, step)
    width = left + step * len(given.months) + 2
    below, high = foot(given.below(given.months), 66 + ROW * len(given.rows), width, WIDE_TEXT)
    return Drawing(width, high, WIDE_TEXT, (*shapes, *below))


def _months(given: HeatMap, left: float, step: float) -> Iterator[Shape]:
    for at, month in enumerate(given.months):
        x = left + step * (at + 0.5)
        yield words(given.said(month, "%b"), x, 36, "middle", "faint")
        if month.month == 1 or at == 0:
            yield words(str(month.year), x, 18, "middle", "strong")


def _narrow(given: HeatMap) -> Drawing:
    """The last five months, each row under its name; the others are in the table."""
    months = given.months[-NARROW_MONTHS:]
    step, high = 316 / max(1, len(months)), ROW + 24
    shapes = [
        words(given.said(month, "%b %y"), 2 + step * (at + 0.5), 16, "middle", "faint")
        for at, month in enumerate(months)
    ]
    for at, row in enumerate(given.rows):
        top = 24 + high * at
        name = shortened(row.name, 300, NARROW_TEXT)
        shapes.append(words(name, 2, top + 15, "start", "strong"))
        shapes += _cells(row.counts[-NARROW_MONTHS:], 2, top + 20, step)
    below, deep = foot(given.below(months), 44 + high * len(given.rows), 320, NARROW_TEXT)
    return Drawing(320, deep, NARROW_TEXT, (*shapes, *below))


def _cells(
    counts: Sequence[tuple[int, int]], left: float, top: float, step: float
) -> Iterator[Shape]:
    for at, (count, of) in enumerate(counts):
        x, tint = left + step * at, tint_of(count, of)
        yield rectangle(f"tint-{tint}", x, top, x + step, top + ROW)
        style = "on-dark" if tint >= DARK_FROM else "on-light"
        yield words(_said(count, of), x + step / 2, top + 20, "middle", style)


def _said(count: int, of: int) -> str:
    if not of:
        return "–"
    return f"{percent(count, of)}" if is_enough(of) else f"{count}/{of}"
