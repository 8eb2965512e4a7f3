"""A share from month to month: was a month exceptional, and has it changed?

The band is where chance alone would keep a month. The steps are the two averages that the change rule
compares. A hollow point is not settled, a hollow square is a month left out, a diamond is exceptional.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from qa_app.foundation.statistics.changes import Compared, Window
from qa_app.foundation.statistics.exceptional_months import Exceptional, ExceptionalMonths, Judged
from qa_app.foundation.statistics.wording import is_enough, percent, share_of
from qa_app.web.charts.acts import Act, acts_on, said_of
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
    square,
    triangle,
    width_of,
    words,
)
from qa_app.web.charts.frame import NARROW, SLIDE, WIDE, Months, Scale, Size, grid, percent_scale
from qa_app.web.charts.p_chart_words import is_drawn, row_of, said_of_shapes

CAUTION = (
    "Points inside the band differ by chance alone: do not compare one month with another. "
    "A change shows in the averages of many months, or not at all."
)
COLUMNS = (
    Column("Month"),
    Column("Share", is_number=True),
    Column("By chance between", is_number=True),
    Column("Remarks"),
)


@dataclass(frozen=True)
class Apart:
    """Other shares of the same months: drawn as triangles, joined by no line, and compared with nothing."""

    # At the head of a column, and before the line of numbers, where there is little room.
    name: str
    short: str
    sentence: str
    # So many of how many, for each month.
    counts: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class SharesByMonth:
    title: str
    sentence: str
    months: Sequence[date]
    found: ExceptionalMonths
    compared: Compared | None = None
    acts: Sequence[Act] = ()
    # What is counted.
    of: str = "Audits"
    # Months that were compared too, and lie before the first that is drawn.
    earlier: int = 0
    apart: Apart | None = None


def p_chart(given: SharesByMonth) -> Chart:
    rows = [
        row_of(month, one, given.of)
        for month, one in zip(given.months, given.found.months, strict=True)
    ]
    columns: tuple[Column, ...] = COLUMNS
    if given.apart:
        columns = (*COLUMNS, Column(given.apart.name, is_number=True))
        said = [share_of(*counts) if counts[1] else "None" for counts in given.apart.counts]
        rows = [(*row, one) for row, one in zip(rows, said, strict=True)]
    return Chart(
        given.title,
        given.sentence,
        CAUTION,
        _drawing(given, WIDE),
        _drawing(given, NARROW),
        columns,
        tuple(rows),
    )


def for_slide(given: SharesByMonth) -> Drawing:
    return _drawing(given, SLIDE)


def _drawing(given: SharesByMonth, size: Size) -> Drawing:
    scale, columns = percent_scale(size), Months(given.months, size)
    shapes = [
        *_band(given.found, scale, columns),
        *grid(scale, (0, 50, 100)),
        *acts_on(given.acts, columns),
        *_lines(given.found, scale, columns),
        *_averages(given, scale, columns),
        *_points(given.found, scale, columns),
        *_triangles(given, scale, columns),
        *columns.labels(),
    ]
    deep = size.bottom + 18
    if not size.is_narrow:
        shapes += _numbers(given, columns)
        deep += 36 + 18 * len(_other_numbers(given))
    below, high = foot([*_said_below(given)], deep + 24, size.width, size.text)
    return Drawing(size.width, high, size.text, (*shapes, *below))


def _said_below(given: SharesByMonth) -> Iterator[str]:
    yield from said_of_shapes(given.months, given.found)
    compared = given.compared
    if compared and compared.chance_up is not None and compared.before.first < given.earlier:
        yield "What is compared begins before the first month drawn."
    if given.apart and any(is_enough(of) for _, of in given.apart.counts):
        yield f"Triangles: {given.apart.sentence}"
    yield from said_of(given.acts)


def _band(found: ExceptionalMonths, scale: Scale, columns: Months) -> Iterator[Shape]:
    """One piece a month, as wide as its own number of audits makes it; dashed while limits are provisional."""
    for at, one in enumerate(found.months):
        if one.limits is None:
            continue
        low, high = scale.y(100 * one.limits[0]), scale.y(100 * one.limits[1])
        left, right = columns.x(at - 0.5), columns.x(at + 0.5)
        yield rectangle("band", left, high, right, low)
        if found.are_provisional:
            yield line("edge", left, high, right, high)
            yield line("edge", left, low, right, low)


def _lines(found: ExceptionalMonths, scale: Scale, columns: Months) -> Iterator[Shape]:
    """Between neighbours that rules use; nothing is drawn across a month that was left out."""
    run: list[tuple[float, float]] = []
    for at, one in enumerate(found.months):
        goes_on = one.month.is_used and is_drawn(one)
        if goes_on:
            run.append((columns.x(at), scale.y(_height(one))))
        if run and (not goes_on or at == len(found.months) - 1):
            yield polyline("line", run)
            run = []


def _points(found: ExceptionalMonths, scale: Scale, columns: Months) -> Iterator[Shape]:
    for at, one in enumerate(found.months):
        if is_drawn(one):
            yield _point(one, columns.x(at), scale.y(_height(one)))
    for at, one in enumerate(found.months):
        if one.exceptional:
            yield _label(one, at, scale, columns)


def _triangles(given: SharesByMonth, scale: Scale, columns: Months) -> Iterator[Shape]:
    for at, (count, of) in enumerate(given.apart.counts if given.apart else ()):
        if is_enough(of):
            yield triangle("hollow", columns.x(at), scale.y(100 * count / of), 4.5)


def _height(one: Judged) -> float:
    return 100 * (one.month.share or 0.0)


def _point(one: Judged, x: float, y: float) -> Shape:
    if one.month.marked:
        return square("hollow", x, y, 3.5)
    if one.month.is_provisional:
        return circle("hollow", x, y, 4)
    return diamond("odd", x, y, 7) if one.exceptional else circle("dot", x, y, 3)


def _label(one: Judged, at: int, scale: Scale, columns: Months) -> Shape:
    """Beside an exceptional point: its share, on the side that has room."""
    y = scale.y(_height(one))
    below = _is_below(one, y, columns.size)
    half = width_of("100%", columns.size.text) / 2
    x = min(max(columns.x(at), columns.size.left + half), columns.size.right - half)
    said = share_of(one.month.count, one.month.of) if not columns.size.is_narrow else ""
    wide = width_of(said, columns.size.text) / 2
    if said and columns.size.left + wide < x < columns.size.right - wide:
        return words(said, x, y + (22 if below else -12), "middle", "odd-words")
    short = f"{percent(one.month.count, one.month.of)}%" if is_enough(one.month.of) else "!"
    return words(short, x, y + (22 if below else -12), "middle", "odd-words")


def _is_below(one: Judged, y: float, size: Size) -> bool:
    """On the outer side of the band, where that has room."""
    if one.exceptional is Exceptional.LOW:
        return y < size.bottom - 26
    return y < size.top + 24


def _averages(given: SharesByMonth, scale: Scale, columns: Months) -> Iterator[Shape]:
    """The two that the change rule compares; the one of all months where it cannot compare."""
    dots = _drawn_at(given.found, scale, columns)
    size, compared = columns.size, given.compared
    if compared is not None and compared.chance_up is not None:
        for window, name in ((compared.before, " before"), (compared.recent, "")):
            first, end = (max(0, at - given.earlier) for at in (window.first, window.end))
            if first == end:
                continue
            y = scale.y(100 * (window.share or 0.0))
            ends = columns.x(first - 0.5), columns.x(end - 0.5)
            yield line("step", ends[0], y, ends[1], y)
            yield beside(_said_of_step(window, name, size), y, ends, size.bottom, size.text, dots)
    elif given.found.centre is not None:
        y = scale.y(100 * given.found.centre)
        yield line("centre", size.left, y, size.right, y)
        said = f"Average {given.found.centre:.0%}"
        yield beside(said, y, (size.left, size.right), size.bottom, size.text, dots)


def _drawn_at(found: ExceptionalMonths, scale: Scale, columns: Months) -> list[tuple[float, float]]:
    """Where there are points, lines between them and words beside them: no other words should stand there."""
    there = [
        (columns.x(at), scale.y(_height(one)), one)
        for at, one in enumerate(found.months)
        if is_drawn(one)
    ]
    dots = [(x, y) for x, y, _ in there]
    for x, y, one in there:
        if one.exceptional:
            base = y + (17 if _is_below(one, y, columns.size) else -17)
            dots += [(x + aside, base) for aside in (-48, -24, 0, 24, 48)]
    for (x, y, one), (to_x, to_y, other) in pairwise(there):
        if one.month.is_used and other.month.is_used and to_x - x < 1.5 * columns.step:
            dots += [(x + (to_x - x) * part / 4, y + (to_y - y) * part / 4) for part in (1, 2, 3)]
    return dots


def _said_of_step(window: Window, name: str, size: Size) -> str:
    if size.is_narrow:
        return f"{percent(window.count, window.of)}%"
    months = "month" if window.months == 1 else "months"
    return f"{window.months} {months}{name}: {share_of(window.count, window.of)}"


def _numbers(given: SharesByMonth, columns: Months) -> Iterator[Shape]:
    y = columns.size.bottom + 54
    yield words(given.of, columns.size.left - 44, y, "start", "faint")
    for at, one in enumerate(given.found.months):
        x = columns.x(at)
        yield words(str(one.month.of), x, y, "middle", "faint")
    for line_at, (name, numbers) in enumerate(_other_numbers(given), 1):
        yield words(name, columns.size.left - 44, y + 18 * line_at, "start", "faint")
        for at, number in enumerate(numbers):
            if number:
                there = (columns.x(at), y + 18 * line_at)
                yield words(str(number), *there, "middle", "faint")


def _other_numbers(given: SharesByMonth) -> list[tuple[str, list[int]]]:
    """Lines below how many were counted, as far as there is anything in them."""
    waiting = [one.month.waiting for one in given.found.months]
    apart = [of for _, of in given.apart.counts] if given.apart else []
    lines = [("Waiting", waiting), (given.apart.short if given.apart else "", apart)]
    return [(name, numbers) for name, numbers in lines if any(numbers)]
