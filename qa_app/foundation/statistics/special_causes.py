"""Which points of an XmR chart are more than ordinary variation: Making Data Count's four rules."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from qa_app.foundation.statistics.moving_ranges import Values
from qa_app.foundation.statistics.xmr_settings import Better, Conflict, Ties, XmrSettings

# The near limits lie at two of the three sigmas.
NEAR = 2 / 3
ON_THE_MEAN = 1e-9


@dataclass(frozen=True)
class Limits:
    """The average and how far the outer limits lie from it; None where nothing measures it."""

    mean: float | None
    reach: float | None

    @property
    def low(self) -> float | None:
        return None if self.mean is None or self.reach is None else self.mean - self.reach

    @property
    def high(self) -> float | None:
        return None if self.mean is None or self.reach is None else self.mean + self.reach

    def side(self, value: float | None) -> int | None:
        """1 above, -1 below, 0 on the average, give or take what floats lose; None of no value."""
        if value is None or self.mean is None:
            return None
        away = value - self.mean
        return 0 if abs(away) <= ON_THE_MEAN * max(1.0, abs(self.mean)) else 1 if away > 0 else -1

    def is_outside(self, value: float | None) -> bool | None:
        return None if value is None else self._is_beyond(value, 1.0)

    def is_near(self, value: float | None) -> bool | None:
        """Beyond the near limit and not outside."""
        if value is None:
            return None
        return self._is_beyond(value, NEAR) and not self._is_beyond(value, 1.0)

    def _is_beyond(self, value: float, part: float) -> bool:
        if self.mean is None or self.reach is None:
            return False
        return value < self.mean - part * self.reach or value > self.mean + part * self.reach


class Signal(Enum):
    """In the order in which one hides another."""

    ABOVE = ("outlier", True)
    BELOW = ("outlier", False)
    RISING = ("trend", True)
    FALLING = ("trend", False)
    NEAR_THE_TOP = ("two of three", True)
    NEAR_THE_BOTTOM = ("two of three", False)
    MOSTLY_HIGH = ("shift", True)
    MOSTLY_LOW = ("shift", False)

    def __init__(self, rule: str, goes_up: bool) -> None:
        self.rule, self.goes_up = rule, goes_up


Ways = Sequence[int]


def signals_in(
    values: Values,
    limits: Limits,
    left_out: Collection[int],
    better: Better,
    settings: XmrSettings,
) -> list[Signal | None]:
    """One or no signal a value. Left-out values are judged against the limits alone."""
    kept = [at for at in range(len(values)) if at not in left_out]
    here = [values[at] for at in kept]
    sides = [limits.side(value) for value in here]
    near = [_is_near(value, limits, settings) for value in here]
    found: list[list[Signal]] = [_outlier(value, limits) for value in values]
    for ways, up, down in (
        (trends(here, settings.trend, settings.ties), Signal.RISING, Signal.FALLING),
        (two_of_three(near, sides), Signal.NEAR_THE_TOP, Signal.NEAR_THE_BOTTOM),
        (shifts(sides, settings.shift), Signal.MOSTLY_HIGH, Signal.MOSTLY_LOW),
    ):
        for at, way in zip(kept, ways, strict=True):
            found[at] += [up] if way > 0 else [down] if way < 0 else []
    return [_shown(signals, better, settings.conflict) for signals in found]


def _is_near(value: float | None, limits: Limits, settings: XmrSettings) -> bool:
    outer = settings.outer_counts_as_near and limits.is_outside(value)
    return bool(limits.is_near(value) or outer)


def _outlier(value: float | None, limits: Limits) -> list[Signal]:
    if not limits.is_outside(value):
        return []
    return [Signal.ABOVE if limits.side(value) == 1 else Signal.BELOW]


def _shown(signals: Sequence[Signal], better: Better, conflict: Conflict) -> Signal | None:
    if conflict is Conflict.IMPROVEMENT and better is not Better.NEUTRAL:
        wanted = better is Better.INCREASE
        signals = sorted(signals, key=lambda one: one.goes_up != wanted)
    return signals[0] if signals else None


def shifts(sides: Sequence[int | None], length: int) -> Ways:
    """The side of every point in a run of so many on one side; a point on the average breaks the run."""
    return whole(ends_of_shifts(sides, length), length)


def ends_of_shifts(sides: Sequence[int | None], length: int) -> Ways:
    """Where a run of so many on one side is complete, and each point after that keeps it up."""
    return _ends(sides, length, lambda window: (window[-1] or 0) if len({*window}) == 1 else 0)


def trends(values: Values, length: int, ties: Ties) -> Ways:
    """The direction of every point in a run of so many that only rise or only fall.

    Where two trends meet, their common point belongs to the later one.
    """
    if ties is Ties.BREAK:
        return whole(ends_of_trends(values, length), length)
    kept = [
        at for at, value in enumerate(values) if not at or value is None or value != values[at - 1]
    ]
    ways = [0] * len(values)
    for at, way in zip(kept, trends([values[at] for at in kept], length, Ties.BREAK), strict=True):
        ways[at] = way
    return ways


def ends_of_trends(values: Values, length: int) -> Ways:
    steps = [0, *(_way(*pair) for pair in zip(values, values[1:], strict=False))][: len(values)]

    def way_of(window: Sequence[int | None]) -> int:
        return (window[-1] or 0) if len({*window[1:]}) == 1 else 0

    return _ends(steps, length, way_of)


def _way(earlier: float | None, later: float | None) -> int:
    if earlier is None or later is None:
        return 0
    return (later > earlier) - (later < earlier)


def two_of_three(near: Sequence[bool], sides: Sequence[int | None]) -> Ways:
    """The side of each near point in three neighbours on one side of which two or more are near."""
    return [
        way if is_near else 0
        for way, is_near in zip(threes_with_two(near, sides), near, strict=True)
    ]


def threes_with_two(near: Sequence[bool], sides: Sequence[int | None]) -> Ways:
    """The side of all three neighbours, where they are on one side and two or more are near."""
    ends = _ends(sides, 3, lambda window: (window[-1] or 0) if len({*window}) == 1 else 0)
    told = [
        way if at >= 2 and sum(near[at - 2 : at + 1]) >= 2 else 0 for at, way in enumerate(ends)
    ]
    return whole(told, 3)


def _ends(
    ways: Sequence[int | None], length: int, way_of: Callable[[Sequence[int | None]], int]
) -> Ways:
    return [
        way_of(ways[at + 1 - length : at + 1]) if at + 1 >= length else 0 for at in range(len(ways))
    ]


def whole(ends: Ways, length: int) -> Ways:
    """From where runs end to all of their points; where two overlap, the later one has it."""
    return [
        next((way for way in reversed(ends[at : at + length]) if way), 0) for at in range(len(ends))
    ]
