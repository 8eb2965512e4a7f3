"""Teams beside each other without a league: where each would fall by chance alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import asin, pi, sin, sqrt

from qa_app.foundation.statistics.tails import at_most, binomial, quantile

# Of a thousand teams with nothing to tell them apart, 50 lie outside the first pair of lines and 2 outside the second.
INNER, OUTER = 0.975, 0.999
Z_INNER, Z_OUTER = 1.959963984540054, 3.090232306167813
# The same two, to the places with which the method for widened limits is published.
AS_PUBLISHED = (1.959964, 3.090232)
LEAST_TO_COMPARE = 10
TEAMS_TO_MEASURE_SPREAD = 10
TRIM = 0.1

Team = tuple[int, int]


class Stands(StrEnum):
    """As the UK Health Security Agency labels them."""

    FAR_BELOW = "Low (0.001)"
    BELOW = "Low (0.025)"
    WITHIN = "Not significant"
    ABOVE = "High (0.025)"
    FAR_ABOVE = "High (0.001)"


@dataclass(frozen=True)
class FunnelLimits:
    """Shares between which 95 and 998 of a thousand like teams fall."""

    low: float
    high: float
    outer_low: float
    outer_high: float

    def stands(self, share: float) -> Stands:
        """On a line is inside it."""
        if share < self.low:
            return Stands.FAR_BELOW if share < self.outer_low else Stands.BELOW
        if share > self.high:
            return Stands.FAR_ABOVE if share > self.outer_high else Stands.ABOVE
        return Stands.WITHIN


def centre_of(teams: Sequence[Team]) -> float | None:
    of = sum(team[1] for team in teams)
    return sum(team[0] for team in teams) / of if of else None


@lru_cache(maxsize=8192)
def exact_limits(centre: float, of: int) -> FunnelLimits:
    """Exact binomial limits, interpolated between counts as Spiegelhalter does, so that the lines run smoothly."""
    if not 0 < centre < 1:
        return FunnelLimits(centre, centre, centre, centre)
    low, high, outer_low, outer_high = (
        _interpolated(level, of, centre) for level in (1 - INNER, INNER, 1 - OUTER, OUTER)
    )
    return FunnelLimits(low, high, outer_low, outer_high)


def _interpolated(level: float, of: int, centre: float) -> float:
    count = quantile(level, of, centre)
    over = (at_most(count, of, centre) - level) / binomial(count, of, centre)
    return max(0.0, (count - over) / of)


def normal_limits(centre: float, of: int) -> FunnelLimits:
    """Those of the Agency: the normal curve, cut at 0 and 1. Fair from some fifty audits on."""
    error = sqrt(centre * (1 - centre) / of)
    low, high = centre - Z_INNER * error, centre + Z_INNER * error
    outer_low, outer_high = centre - Z_OUTER * error, centre + Z_OUTER * error
    return FunnelLimits(max(0.0, low), min(1.0, high), max(0.0, outer_low), min(1.0, outer_high))


@dataclass(frozen=True)
class Spread:
    """How much more teams differ than chance makes them; `between` is 0 where chance explains it."""

    scores: tuple[float, ...]
    ratio: float
    between: float


def spread_of(teams: Sequence[Team], trim: float = TRIM) -> Spread | None:
    """On the scale of angles, with the furthest tenth at either end drawn in. None of no teams.

    A team without audits has no place here.
    """
    centre = centre_of(teams)
    if centre is None:
        return None
    target = asin(sqrt(centre))
    errors = [1 / (2 * sqrt(of)) for _, of in teams]
    scores = [
        (asin(sqrt(count / of)) - target) / error
        for (count, of), error in zip(teams, errors, strict=True)
    ]
    low, high = type_seven(scores, trim), type_seven(scores, 1 - trim)
    ratio = sum(min(max(score, low), high) ** 2 for score in scores) / len(teams)
    return Spread(tuple(scores), ratio, _between(errors, ratio))


def _between(errors: Sequence[float], ratio: float) -> float:
    """The variance between teams that is left when chance has had its share."""
    excess = len(errors) * ratio - (len(errors) - 1)
    if excess <= 0:
        return 0.0
    weights = [1 / error**2 for error in errors]
    room = sum(weights) - sum(weight**2 for weight in weights) / sum(weights)
    return excess / room if room > 0 else 0.0


def type_seven(values: Sequence[float], level: float) -> float:
    """The quantile as R and numpy take it unless told otherwise."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * level
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def widened_limits(centre: float, of: int, between: float) -> FunnelLimits:
    """For teams that differ for many small reasons: limits on the scale of angles, kept within 0 and 1."""
    angle, error = asin(sqrt(centre)), sqrt(1 / (4 * of) + between)

    def at(z: float) -> float:
        return sin(min(max(angle + z * error, 0.0), pi / 2)) ** 2

    inner, outer = AS_PUBLISHED
    return FunnelLimits(at(-inner), at(inner), at(-outer), at(outer))


def limits_for(teams: Sequence[Team], of: int) -> FunnelLimits | None:
    """The limits our chart draws: exact, and widened where ten teams or more differ by more than chance."""
    there = tuple(team for team in teams if team[1])
    centre = centre_of(there)
    if centre is None or of == 0:
        return None
    between = _between_teams(there)
    return widened_limits(centre, of, between) if between else exact_limits(centre, of)


@lru_cache(maxsize=64)
def _between_teams(teams: tuple[Team, ...]) -> float:
    """Asked for each point of a line, and the same for all of them; 0 of fewer than ten teams."""
    spread = spread_of(teams) if len(teams) >= TEAMS_TO_MEASURE_SPREAD else None
    return spread.between if spread else 0.0
