"""Values from month to month as Making Data Count draws them: the second view of a share, the chart of other measures.

A diamond is a concern, a thick ring an improvement, a large dot a signal where neither way is better.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.foundation.statistics.xmr import Point, Segment, Xmr
from qa_app.foundation.statistics.xmr_settings import Better
from qa_app.web.charts.drawing import (
    Chart,
    Column,
    Drawing,
    Shape,
    beside,
    circle,
    diamond,
    foot,
    line,
    polyline,
    rectangle,
)
from qa_app.web.charts.frame import (
    NARROW,
    WIDE,
    Months,
    Scale,
    Size,
    grid,
    percent_scale,
    scale_for,
    ticks_of,
)

CAUTION = (
    "This view takes a month of three audits for as sure as one of forty. With few audits it signals a change "
    "where there is none in up to four charts of ten."
)
CAUTION_OTHERWISE = (
    "Points between the limits differ by chance alone: do not compare one month with another."
)
COLUMNS = (
    Column("Month"),
    Column("Value", is_number=True),
    Column("Limits", is_number=True),
    Column("Signal"),
)


# A segment narrower than its words goes without them.
LEAST_FOR_WORDS = 100


@dataclass(frozen=True)
class ValuesByMonth:
    """`ending` follows every value, as % does; a share runs from 0 to 100."""

    title: str
    sentence: str
    months: Sequence[date]
    chart: Xmr
    better: Better = Better.NEUTRAL
    is_share: bool = False
    ending: str = ""
    target: float | None = None


def xmr_chart(given: ValuesByMonth) -> Chart:
    return Chart(
        given.title,
        given.sentence,
        CAUTION if given.is_share else CAUTION_OTHERWISE,
        _drawing(given, WIDE),
        _drawing(given, NARROW),
        COLUMNS,
        tuple(_rows(given)),
    )


def _drawing(given: ValuesByMonth, size: Size) -> Drawing:
    scale, columns = _scale(given, size), Months(given.months, size)
    ticks = (0, 50, 100) if given.is_share else ticks_of(scale)
    shapes = [shape for one in given.chart.segments for shape in _band(one, scale, columns)]
    shapes += grid(scale, ticks)
    shapes += _lines(given, scale, columns)
    shapes += [*_points(given, scale, columns), *columns.labels()]
    below_it, high = foot([*_said_below(given)], size.bottom + 56, size.width, size.text)
    return Drawing(size.width, high, size.text, (*shapes, *below_it))


def _said_below(given: ValuesByMonth) -> Iterator[str]:
    """What the shapes mean, as far as they occur."""
    if any(one.limits.reach for one in given.chart.segments):
        yield "Band: where a value keeps unless something has changed."
    else:
        yield "No limits: every month is the same, or there are too few."
    found = {point.is_improvement(given.better) for point in given.chart.points if point.signal}
    for way, said in (
        (True, "Rings: improvement."),
        (False, "Diamonds: concern."),
        (None, "Large dots: a signal."),
    ):
        if way in found:
            yield said


def _scale(given: ValuesByMonth, size: Size) -> Scale:
    """Limits beyond 0 and 100 are cut for drawing alone."""
    if given.is_share:
        return percent_scale(size)
    values = [point.value for point in given.chart.points if point.value is not None]
    edges = [end for one in given.chart.segments for end in (one.limits.low, one.limits.high)]
    known = [*values, *(end for end in edges if end is not None)]
    known += [] if given.target is None else [given.target]
    return scale_for(known or [0, 1], size, given.ending)


def _band(one: Segment, scale: Scale, columns: Months) -> Iterator[Shape]:
    left, right = columns.x(one.first - 0.5), columns.x(one.end - 0.5)
    if one.limits.low is not None and one.limits.high is not None:
        yield rectangle("band", left, scale.y(one.limits.high), right, scale.y(one.limits.low))


def _lines(given: ValuesByMonth, scale: Scale, columns: Months) -> Iterator[Shape]:
    """The average of each segment, and the target across all of them."""
    size = columns.size
    points = enumerate(given.chart.points)
    taken = [(columns.x(at), scale.y(one.value)) for at, one in points if one.value is not None]
    for one in given.chart.segments:
        if one.limits.mean is None:
            continue
        y = scale.y(one.limits.mean)
        ends = columns.x(one.first - 0.5), columns.x(one.end - 0.5)
        yield line("centre", ends[0], y, ends[1], y)
        if ends[1] - ends[0] > LEAST_FOR_WORDS:
            yield beside(
                f"Average {_said(one.limits.mean, given)}", y, ends, size.bottom, size.text, taken
            )
    if given.target is not None:
        y, ends = scale.y(given.target), (size.left, size.right)
        yield line("outer", size.left, y, size.right, y)
        yield beside(f"Target {scale.said(given.target)}", y, ends, size.bottom, size.text, taken)


def _points(given: ValuesByMonth, scale: Scale, columns: Months) -> Iterator[Shape]:
    for run in _runs(given.chart.points):
        yield polyline("line", [(columns.x(at), scale.y(value)) for at, value in run])
    for at, point in enumerate(given.chart.points):
        if point.value is not None:
            yield _mark(point, given.better, columns.x(at), scale.y(point.value))


def _runs(points: Sequence[Point]) -> Iterator[list[tuple[int, float]]]:
    """Months next to each other that have a value."""
    run: list[tuple[int, float]] = []
    for at, point in enumerate(points):
        if point.value is None:
            if run:
                yield run
            run = []
        else:
            run.append((at, point.value))
    if run:
        yield run


def _mark(point: Point, better: Better, x: float, y: float) -> Shape:
    if point.signal is None:
        return circle("dot", x, y, 3)
    match point.is_improvement(better):
        case True:
            return circle("good", x, y, 5)
        case False:
            return diamond("odd", x, y, 7)
        case _:
            return circle("dot", x, y, 6)


def _rows(given: ValuesByMonth) -> Iterator[tuple[str, ...]]:
    limits = [one.limits for one in given.chart.segments for _ in range(one.end - one.first)]
    for month, point, one in zip(given.months, given.chart.points, limits, strict=True):
        between = ""
        if one.low is not None and one.high is not None:
            between = f"{_said(one.low, given)} to {_said(one.high, given)}"
        value = "" if point.value is None else _said(point.value, given)
        yield f"{month:%B %Y}", value, between, _signal(point, given.better)


def _said(value: float, given: ValuesByMonth) -> str:
    return f"{value:,.0f}%" if given.is_share else f"{value:,.1f}".removesuffix(".0") + given.ending


def _signal(point: Point, better: Better) -> str:
    if point.signal is None:
        return ""
    way = {True: ", improvement", False: ", concern", None: ""}[point.is_improvement(better)]
    return f"{point.signal.rule.capitalize()}{way}"
