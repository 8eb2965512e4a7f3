"""The XmR chart as Making Data Count draws it: each value against the average and the steps between months.

It knows nothing of how many audits a month had, and so is the second view of a share, for those who must
match reports of the NHS; for measures that are not shares it is the chart.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qa_app.foundation.statistics.moving_ranges import (
    Values,
    average,
    moving_ranges,
    screened_average,
)
from qa_app.foundation.statistics.special_causes import Limits, Signal, signals_in
from qa_app.foundation.statistics.xmr_settings import USUAL, Better, XmrSettings

# The package warns below 13 points, although its words say 12.
POINTS_TO_TRUST = 13
LEAST_TO_FIX = 12


@dataclass(frozen=True)
class Segment:
    """Values from one new start to the next, and their own limits; None where every value is the same."""

    first: int
    end: int
    limits: Limits

    @property
    def is_short(self) -> bool:
        return self.end - self.first < POINTS_TO_TRUST


@dataclass(frozen=True)
class Point:
    """One value and what it signals; a value that is missing has no side."""

    value: float | None
    side: int | None
    is_outside: bool | None
    is_near: bool | None
    signal: Signal | None

    def is_improvement(self, better: Better) -> bool | None:
        """None where nothing is signalled, or neither way is better."""
        if self.signal is None or better is Better.NEUTRAL:
            return None
        return self.signal.goes_up == (better is Better.INCREASE)


@dataclass(frozen=True)
class Xmr:
    segments: tuple[Segment, ...]
    points: tuple[Point, ...]

    @property
    def last_limits(self) -> Limits:
        return self.segments[-1].limits


def xmr(
    values: Values,
    better: Better = Better.NEUTRAL,
    *,
    new_starts: Collection[int] = (),
    fixed_after: int | None = None,
    left_out: Collection[int] = (),
    settings: XmrSettings = USUAL,
) -> Xmr:
    """Values in order of time, None for a month without one.

    `new_starts`: places at which limits begin anew; no rule looks across them. `fixed_after`: the limits of
    each segment are those of its first so many values. `left_out`: places that are drawn and judged against
    the limits, and are in neither the average, the steps nor the runs.
    """
    if fixed_after is not None and fixed_after < LEAST_TO_FIX:
        raise ValueError(f"Limits are fixed after {LEAST_TO_FIX} values or more")
    starts = sorted({0, *new_starts})
    ends = [*starts[1:], len(values)]
    segments, points = [], []
    for first, end in zip(starts, ends, strict=True):
        out = {at - first for at in left_out if first <= at < end}
        limits = limits_of(values[first:end], out, fixed_after, settings)
        segments.append(Segment(first, end, limits))
        points += _points(values[first:end], limits, out, better, settings)
    return Xmr(tuple(segments), tuple(points))


def limits_of(
    values: Values, left_out: Collection[int], fixed_after: int | None, settings: XmrSettings
) -> Limits:
    first = values if fixed_after is None else values[:fixed_after]
    kept = [value for at, value in enumerate(first) if at not in left_out]
    mean = average([value for value in kept if value is not None])
    step = _usual_step(moving_ranges(kept), settings)
    return Limits(mean, None if step is None else step * settings.multiplier)


def _usual_step(steps: Sequence[float], settings: XmrSettings) -> float | None:
    """None of no steps, and where nothing ever moved: there is nothing to measure by."""
    if not settings.screen_steps:
        usual = average(steps)
        return usual or (None if settings.fall_back else usual)
    screened = screened_average(steps)
    if settings.fall_back:
        # Of mostly equal months the few steps there are would all be screened out.
        return screened or average(steps) or None
    return screened


def _points(
    values: Values,
    limits: Limits,
    left_out: Collection[int],
    better: Better,
    settings: XmrSettings,
) -> list[Point]:
    signals = signals_in(values, limits, left_out, better, settings)
    return [
        Point(value, limits.side(value), limits.is_outside(value), limits.is_near(value), signal)
        for value, signal in zip(values, signals, strict=True)
    ]
