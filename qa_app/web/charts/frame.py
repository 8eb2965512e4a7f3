"""The ground that charts over months stand on: a scale at the left, months below, room for words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from qa_app.web.charts.drawing import Shape, line, words


@dataclass(frozen=True)
class Size:
    """A drawing’s own measure; pages make it as wide as they have room."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    text: float
    is_narrow: bool = False


WIDE = Size(760, 340, left=48, right=744, top=30, bottom=266, text=13)
NARROW = Size(320, 300, left=40, right=314, top=34, bottom=240, text=12.5, is_narrow=True)
# Shown large on a wall: of the width of a slide, its words are as large as those round it.
SLIDE = Size(600, 256, left=48, right=586, top=30, bottom=164, text=13)


@dataclass(frozen=True)
class Scale:
    """From values to heights. What lies beyond its ends is drawn at the end."""

    low: float
    high: float
    size: Size
    ending: str = ""

    def y(self, value: float) -> float:
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.size.bottom - part * (self.size.bottom - self.size.top)

    def said(self, value: float) -> str:
        return f"{value:,.10g}{self.ending}"

    def tick(self, value: float) -> str:
        """Only a percentage says each time what it is."""
        return self.said(value) if self.ending == "%" else f"{value:,.10g}"


def percent_scale(size: Size) -> Scale:
    return Scale(0, 100, size, "%")


def scale_for(values: Sequence[float], size: Size, ending: str = "") -> Scale:
    """A little more than the values take, between round numbers."""
    low, high = min(values), max(values)
    step = round_step((high - low) / 4 or abs(high) / 4 or 1)
    return Scale(floor(low / step) * step, (floor(high / step) + 1) * step, size, ending)


def round_step(about: float) -> float:
    """1, 2 or 5 of a power of ten."""
    power = 10 ** floor(log10(about))
    return float(next(times * power for times in (1, 2, 5, 10) if times * power >= about * 0.999))


def grid(scale: Scale, ticks: Sequence[float]) -> list[Shape]:
    size = scale.size
    shapes = []
    for tick in ticks:
        y = scale.y(tick)
        shapes.append(line("grid", size.left, y, size.right, y))
        shapes.append(words(scale.tick(tick), size.left - 6, y + 4, "end", "faint"))
    if scale.ending not in ("", "%"):
        shapes.append(words(scale.ending.strip().capitalize(), 0, size.top - 14, "start", "faint"))
    return shapes


def ticks_of(scale: Scale) -> list[float]:
    step = round_step((scale.high - scale.low) / 4)
    number = floor((scale.high - scale.low) / step + 1e-9)
    return [round(scale.low + step * at, 10) for at in range(number + 1)]


@dataclass(frozen=True)
class Months:
    """Each month’s column, side by side."""

    months: Sequence[date]
    size: Size

    @property
    def step(self) -> float:
        return (self.size.right - self.size.left) / max(1, len(self.months))

    def x(self, at: float) -> float:
        """The middle of the column; halves are its edges."""
        return self.size.left + self.step * (at + 0.5)

    def labels(self) -> list[Shape]:
        """Initials, and years where they begin; on a narrow drawing every third or sixth month by its name."""
        return self._few() if self.size.is_narrow else self._all()

    def _all(self) -> list[Shape]:
        below, shapes = self.size.bottom + 18, []
        for at, month in enumerate(self.months):
            shapes.append(words(f"{month:%b}"[0], self.x(at), below, "middle", "faint"))
            if month.month == 1 or (at == 0 and month.month < 11):
                shapes.append(words(str(month.year), self.x(at), below + 17, "middle", "strong"))
        return shapes

    def _few(self) -> list[Shape]:
        every = max(1, ceil(len(self.months) / 3))
        shapes = []
        for at in range(len(self.months) - 1, -1, -every):
            anchor = "end" if at == len(self.months) - 1 else "middle"
            x = self.size.right if anchor == "end" else self.x(at)
            shapes.append(
                words(f"{self.months[at]:%b %Y}", x, self.size.bottom + 18, anchor, "faint")
            )
        return [*reversed(_that_fit(shapes, self.size))]


def _that_fit(shapes: list[Shape], size: Size) -> list[Shape]:
    """From the right; a label that would leave the drawing at the left is not written."""
    return [one for one in shapes if one.at["text-anchor"] == "end" or float(one.at["x"]) - 30 > 0]
