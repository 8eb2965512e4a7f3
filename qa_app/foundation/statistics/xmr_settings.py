"""How an XmR chart is computed where those who publish them differ. The defaults are those of NHSRplotthedots."""

from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    """Which way is improvement."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class Ties(StrEnum):
    """What two equal neighbours do to a trend."""

    BREAK = "break it"
    # The older guide: they neither count nor break.
    SKIP = "are passed over"


class Conflict(StrEnum):
    """Which of several signals at one point is shown."""

    FIRST = "the first in order: outlier, trend, two of three, shift"
    # The single-chart tool of Making Data Count.
    IMPROVEMENT = "improvement before concern"


@dataclass(frozen=True)
class XmrSettings:
    """`multiplier` times the average step makes the limits; qicharts2 takes 3/1.128 of it.

    `screen_steps`: leave out steps far above the average, once. `fall_back`: where that leaves nothing to
    measure by, measure by all steps; the package does not, and calls every month special.
    `outer_counts_as_near`: since November 2023 Making Data Count lets a point beyond the outer limit count
    among two of three; the package does not.
    """

    multiplier: float = 2.66
    screen_steps: bool = True
    fall_back: bool = True
    outer_counts_as_near: bool = False
    shift: int = 7
    trend: int = 7
    ties: Ties = Ties.BREAK
    conflict: Conflict = Conflict.FIRST


NHSR_PLOT_THE_DOTS = XmrSettings(fall_back=False)
USUAL = XmrSettings()
MAKING_DATA_COUNT = XmrSettings(screen_steps=False, outer_counts_as_near=True)
