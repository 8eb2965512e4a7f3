"""P, P’ and I’ charts as qicharts2 computes them: to match others’ reports; ours is exceptional_months.py."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import pi, sqrt

from qa_app.foundation.statistics.moving_ranges import SCREEN, average, spread_beyond_chance
from qa_app.foundation.statistics.runs import Runs, runs_about

I_PRIME_SCREEN = 3.2665


class ShareChart(StrEnum):
    P = "P"
    P_PRIME = "P’"
    I_PRIME = "I’"


@dataclass(frozen=True)
class Charted:
    """Shares, the centre and each month’s own limits; None where a month had nothing to count."""

    centre: float
    shares: tuple[float | None, ...]
    limits: tuple[tuple[float, float] | None, ...]
    runs: Runs

    @property
    def outside(self) -> tuple[bool, ...]:
        return tuple(
            share is not None and limits is not None and not limits[0] <= share <= limits[1]
            for share, limits in zip(self.shares, self.limits, strict=True)
        )


def share_chart(
    counts: Sequence[tuple[float, float]],
    kind: ShareChart = ShareChart.P,
    *,
    baseline: int | None = None,
    left_out: Collection[int] = (),
    screen: bool = True,
) -> Charted:
    """Pairs of so many of how many. Limits come from the first `baseline` months, less those left out.

    What is left out is drawn and judged, and is in neither the centre, the spread nor the runs.
    """
    kept = [pair for at, pair in enumerate(counts) if at not in left_out]
    within = range(len(counts) if baseline is None else baseline)
    used = [counts[at] for at in within if at not in left_out and counts[at][1]]
    if not used:
        raise ValueError("A chart needs a month with something to count")
    centre = sum(count for count, _ in used) / sum(of for _, of in used)
    sigma = _sigma(used, centre, kind, screen)
    return Charted(
        centre,
        tuple(count / of if of else None for count, of in counts),
        tuple(_limits(centre, sigma, of, kind) for _, of in counts),
        runs_about([count / of if of else None for count, of in kept], centre),
    )


def _limits(
    centre: float, sigma: float | None, of: float, kind: ShareChart
) -> tuple[float, float] | None:
    """Of a measure, unlike a share, limits may lie below 0 and above 1."""
    if not of or sigma is None:
        return None
    low, high = centre - 3 * sigma / sqrt(of), centre + 3 * sigma / sqrt(of)
    return (low, high) if kind is ShareChart.I_PRIME else (max(low, 0.0), min(high, 1.0))


def _sigma(
    used: Sequence[tuple[float, float]], centre: float, kind: ShareChart, screen: bool
) -> float | None:
    """The standard deviation of a month of one audit."""
    if kind is ShareChart.I_PRIME:
        return _i_prime_sigma(used, screen)
    by_chance = sqrt(max(centre * (1 - centre), 0.0))
    if kind is ShareChart.P or not by_chance:
        return by_chance
    beyond = spread_beyond_chance(used, centre, SCREEN if screen else None)
    return None if beyond is None else by_chance * beyond


def _i_prime_sigma(used: Sequence[tuple[float, float]], screen: bool) -> float | None:
    values = [(count / of, of) for count, of in used]
    steps = [
        sqrt(pi / 2) * abs(later - earlier) / sqrt(1 / of_later + 1 / of_earlier)
        for (earlier, of_earlier), (later, of_later) in zip(values, values[1:], strict=False)
    ]
    usual = average(steps)
    if usual is None or not screen:
        return usual
    return average([step for step in steps if step < I_PRIME_SCREEN * usual])
