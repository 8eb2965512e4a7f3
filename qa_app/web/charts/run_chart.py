"""What was done of what was due, from month to month, against a target. The last month is still going on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.foundation.statistics.wording import is_enough, percent, share_of
from qa_app.web.charts.drawing import (
    Chart,
    Column,
    Drawing,
    Shape,
    circle,
    foot,
    line,
    polyline,
    width_of,
    words,
)
from qa_app.web.charts.frame import NARROW, WIDE, Months, Scale, Size, grid, percent_scale

CAUTION = (
    "A month with fewer than 5 due has no dot, and no line is drawn across it. The hollow dot is a month "
    "that is still going on."
)


@dataclass(frozen=True)
class DoneByMonth:
    """The oldest month first; of each, how many were done of how many that were due."""

    title: str
    sentence: str
    months: Sequence[date]
    counts: Sequence[tuple[int, int]]
    target: int


def run_chart(given: DoneByMonth) -> Chart:
    return Chart(
        given.title,
        given.sentence,
        CAUTION,
        _drawing(given, WIDE),
        _drawing(given, NARROW),
        (Column("Month"), Column("Done of those due", is_number=True), Column("Remarks")),
        tuple(_row(given, at) for at in range(len(given.months))),
    )


def _row(given: DoneByMonth, at: int) -> tuple[str, str, str]:
    done, due = given.counts[at]
    is_last = at == len(given.months) - 1
    said = share_of(done, due) if due else "None due"
    return f"{given.months[at]:%B %Y}", said, "Still going on" if is_last else ""


def _drawing(given: DoneByMonth, size: Size) -> Drawing:
    scale, columns = percent_scale(size), Months(given.months, size)
    y = scale.y(given.target)
    said = f"Target {given.target}%"
    shapes = [
        *grid(scale, (0, 50, 100)),
        line("outer", size.left, y, size.right, y),
        *_runs(given, scale, columns),
        *_dots(given, scale, columns),
        words(said, size.left + 4, y - 7 if y > size.top + 16 else y + 17, "start", "strong"),
        *columns.labels(),
    ]
    deep = size.bottom + 18
    if not size.is_narrow:
        deep += 36
        shapes.append(words("Due", size.left - 44, deep, "start", "faint"))
        for at, (_, due) in enumerate(given.counts):
            shapes.append(words(str(due), columns.x(at), deep, "middle", "faint"))
    _, high = foot([], deep + 8, size.width, size.text)
    return Drawing(size.width, high, size.text, tuple(shapes))


def _height(count: tuple[int, int], scale: Scale) -> float:
    return scale.y(100 * count[0] / count[1])


def _runs(given: DoneByMonth, scale: Scale, columns: Months) -> Iterator[Shape]:
    """Between neighbours that are over and have a share."""
    run: list[tuple[float, float]] = []
    for at, count in enumerate(given.counts[:-1]):
        if is_enough(count[1]):
            run.append((columns.x(at), _height(count, scale)))
            continue
        if len(run) > 1:
            yield polyline("line", run)
        run = []
    if len(run) > 1:
        yield polyline("line", run)


def _dots(given: DoneByMonth, scale: Scale, columns: Months) -> Iterator[Shape]:
    """The first and the last that are over are labelled, and the one that is still going on."""
    there = [at for at, (_, due) in enumerate(given.counts) if is_enough(due)]
    last = len(given.counts) - 1
    over = [at for at in there if at < last]
    labelled = {*over[:1], *over[-1:], last}
    for at in there:
        x, y = columns.x(at), _height(given.counts[at], scale)
        yield circle("hollow" if at == last else "dot", x, y, 4)
        if at in labelled:
            said = f"{percent(*given.counts[at])}%"
            half = width_of(said, columns.size.text) / 2
            x = min(max(x, columns.size.left + half), columns.size.right - half)
            above = y - 10 if y > columns.size.top + 8 else y + 20
            yield words(said, x, above, "middle", "strong")
