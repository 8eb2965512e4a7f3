"""Which months a scheduled report is about, seen from the day on which it is made."""

from datetime import date
from enum import StrEnum

from qa_app.insight.rules.filters import Period
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.release_calendar import (
    MONTH,
    NO_MONTH_OF_A_PART,
    QUARTER,
    YEAR,
    last_that_is_over,
)
from qa_app.rounds.rules.months import first_of_month, months_on


class Covers(StrEnum):
    MONTH = "The last whole month"
    QUARTER = "The last quarter that is over, from January, April, July or October"
    YEAR = "The last year that is over, from April to March"
    SIX = "The last six whole months"
    TWELVE = "The last twelve whole months"


STEPS = {Covers.MONTH: MONTH, Covers.QUARTER: QUARTER, Covers.YEAR: YEAR}
ROLLING = {Covers.SIX: 6, Covers.TWELVE: 12}
NO_STEP = "What leaves the service is of a whole month, a quarter or a year. Choose one of these"


def period_for(covers: Covers, day: date) -> Period:
    this_month = first_of_month(day)
    if covers in STEPS:
        return last_that_is_over(STEPS[covers], this_month)
    return Period(months_on(this_month, -ROLLING[covers]), months_on(this_month, -1))


def why_not(covers: Covers, level: Level, *, is_of_a_part: bool) -> str:
    """Whether these months leave at all, on whichever day it is."""
    if not level.leaves:
        return ""
    if covers not in STEPS:
        return NO_STEP
    return NO_MONTH_OF_A_PART if is_of_a_part and covers is Covers.MONTH else ""
