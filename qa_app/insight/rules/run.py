"""Completion from month to month: the sentence above the chart, and where each mark of it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.insight.rules.completion import Counted

# A few dots far from each other say nothing of a direction.
LEAST_FOR_A_RUN = 6
# The drawing's own measure; the page makes it as wide as it has room.
LEFT, RIGHT, TOP, BOTTOM = 52.0, 646.0, 28.0, 204.0


@dataclass(frozen=True)
class Mark:
    """One month on the chart. Too few for a share, or none at all, leave its height empty."""

    x: float
    y: float | None
    month: date
    due: int
    percent: int | None
    is_going_on: bool
    is_labelled: bool
    starts_year: bool

    @property
    def initial(self) -> str:
        return f"{self.month:%b}"[0]


@dataclass(frozen=True)
class Run:
    """The months in order of time, and the lines between neighbours that both have a share."""

    marks: tuple[Mark, ...]
    lines: tuple[str, ...]
    target: int
    target_y: float

    @property
    def grid(self) -> tuple[tuple[int, float], ...]:
        return tuple((share, height_of(share)) for share in (0, 50, 100))


def height_of(percent: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * percent / 100, 1)


def run_of(months: Sequence[tuple[date, Counted]], target: int) -> Run:
    """The newest month first, as lists have it; it is still going on, and so an open dot."""
    in_time = list(reversed(months))
    step = (RIGHT - LEFT) / max(1, len(in_time) - 1)
    shares = [counted.of_due.percent for _, counted in in_time]
    whole = [at for at, share in enumerate(shares[:-1]) if share is not None]
    labelled = {whole[0], whole[-1]} if whole else set()
    marks = tuple(
        Mark(
            x=round(LEFT + step * at, 1),
            y=None if (share := counted.of_due.percent) is None else height_of(share),
            month=month,
            due=counted.due,
            percent=counted.of_due.percent,
            is_going_on=at == len(in_time) - 1,
            is_labelled=at in labelled,
            starts_year=month.month == 1 or (at == 0 and month.month < 11),
        )
        for at, (month, counted) in enumerate(in_time)
    )
    return Run(marks, _lines(marks[:-1]), target, height_of(target))


def _lines(marks: Sequence[Mark]) -> tuple[str, ...]:
    """A month without a share breaks the line: nothing is drawn across what was not counted."""
    lines: list[list[str]] = [[]]
    for mark in marks:
        if mark.y is None:
            lines.append([])
        else:
            lines[-1].append(f"{mark.x},{mark.y}")
    return tuple(" ".join(points) for points in lines if len(points) > 1)


def months_told(months: Sequence[tuple[date, Counted]]) -> list[tuple[date, int]]:
    """The months that are over and had enough due for a share, the newest first."""
    over = [(month, one.of_due.percent) for month, one in months[1:]]
    return [(month, percent) for month, percent in over if percent is not None]


def is_a_run(months: Sequence[tuple[date, Counted]]) -> bool:
    return len(months_told(months)) >= LEAST_FOR_A_RUN


def sentence_of(months: Sequence[tuple[date, Counted]], target: int) -> str:
    """Of the months that are over, the newest first; this one is still going on."""
    told = months_told(months)
    if len(told) < LEAST_FOR_A_RUN:
        return (
            f"Too few to draw: {len(told)} of the months that are over had 5 or more audits due, "
            f"and a run needs {LEAST_FOR_A_RUN}."
        )
    reached = sum(percent >= target for _, percent in told)
    (month, last), (first_month, first) = told[0], told[-1]
    return (
        f"{first_month:%B %Y} began at {first}%, {month:%B %Y} reached {last}%. "
        f"The target of {target}% was reached in {reached} of {len(told)} months."
    )
