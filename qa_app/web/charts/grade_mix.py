"""How grades were mixed from period to period: columns of a hundred, the best grade at the foot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_app.foundation.statistics.wording import is_enough, percent
from qa_app.web.charts.drawing import (
    DARK_FROM,
    Chart,
    Column,
    Drawing,
    Shape,
    foot,
    in_lines,
    rectangle,
    width_of,
    words,
)
from qa_app.web.charts.frame import Scale, Size, grid, percent_scale

CAUTION = "A column is only as sure as its number of audits, which stands below it. Of fewer than five there is none."
WIDE = Size(760, 330, left=48, right=570, top=16, bottom=270, text=13)
NARROW = Size(320, 320, left=40, right=212, top=16, bottom=256, text=12.5, is_narrow=True)
# As many as have room for two figures each.
NARROW_PERIODS = 8
TINTS = (4, 3, 2, 1, 0)
GAP = 0.14
LINE = 16.0


@dataclass(frozen=True)
class Period:
    """Its name, short enough for under a column, and how many audits had each grade, the best first."""

    name: str
    counts: Sequence[int]

    @property
    def of(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class GradeMix:
    title: str
    sentence: str
    grades: Sequence[str]
    periods: Sequence[Period]


def grade_mix(given: GradeMix) -> Chart:
    columns = (
        Column("Period"),
        *(Column(name, is_number=True) for name in (*given.grades, "Audits")),
    )
    return Chart(
        given.title,
        given.sentence,
        CAUTION,
        _drawing(given.grades, given.periods, WIDE),
        _drawing(given.grades, given.periods, NARROW),
        columns,
        tuple(_row(one) for one in given.periods),
    )


def _row(one: Period) -> tuple[str, ...]:
    shares = (
        f"{count} ({percent(count, one.of)}%)" if is_enough(one.of) else str(count)
        for count in one.counts
    )
    return (one.name, *shares, str(one.of))


def _drawing(grades: Sequence[str], every: Sequence[Period], size: Size) -> Drawing:
    scale, of = percent_scale(size), len(every)
    periods = every[-NARROW_PERIODS:] if size.is_narrow else every
    step = (size.right - size.left) / max(1, len(periods))
    shapes = grid(scale, (0, 50, 100))
    for at, one in enumerate(periods):
        left = size.left + step * (at + GAP / 2)
        shapes += _column(one, left, left + step * (1 - GAP), scale)
        middle = size.left + step * (at + 0.5)
        if width_of(one.name, size.text) <= step or at % 2 == (len(periods) - 1) % 2:
            shapes.append(words(one.name, middle, size.bottom + 18, "middle", "faint"))
        # One under the other by turns where they have no room side by side.
        lower = LINE if at % 2 and any(_is_wide(each, step, size) for each in periods) else 0
        shapes.append(words(f"{one.of:,}", middle, size.bottom + 36 + lower, "middle", "faint"))
    shapes.append(words("Audits", 0, size.bottom + 36, "start", "faint"))
    shapes += _names(grades, periods, scale)
    last = f"Drawn are the last {len(periods)} of {of} periods; the table has all."
    below, high = foot([last] if len(periods) < of else [], size.height - 4, size.width, size.text)
    return Drawing(size.width, high, size.text, (*shapes, *below))


def _is_wide(one: Period, step: float, size: Size) -> bool:
    return width_of(f"{one.of:,}", size.text) + 4 > step


def _column(one: Period, left: float, right: float, scale: Scale) -> Iterator[Shape]:
    if not is_enough(one.of):
        return
    below = 0
    for grade, count in enumerate(one.counts):
        foot, top = scale.y(100 * below / one.of), scale.y(100 * (below + count) / one.of)
        below += count
        if not count:
            continue
        tint = TINTS[grade % len(TINTS)]
        yield rectangle(f"tint-{tint}", left, top, right, foot)
        if foot - top >= 15 and right - left >= 18:
            style = "on-dark" if tint >= DARK_FROM else "on-light"
            yield words(
                f"{percent(count, one.of)}",
                (left + right) / 2,
                (foot + top) / 2 + 5,
                "middle",
                style,
            )


def _names(grades: Sequence[str], periods: Sequence[Period], scale: Scale) -> Iterator[Shape]:
    """Beside the last column that is drawn, each at its own height or as near as there is room."""
    last = next((one for one in reversed(periods) if is_enough(one.of)), None)
    if last is None:
        return
    below, lowest = 0, scale.size.bottom + 14.0
    for name, count in zip(grades, last.counts, strict=True):
        said = in_lines(name, scale.size.width - scale.size.right - 6, scale.size.text)
        middle = scale.y(100 * (below + count / 2) / last.of) + 5 + LINE / 2 * (len(said) - 1)
        below += count
        lowest = min(middle, lowest)
        for at, part in enumerate(reversed(said)):
            yield words(part, scale.size.right + 6, lowest - LINE * at, "start", "words")
        lowest -= LINE * len(said)
