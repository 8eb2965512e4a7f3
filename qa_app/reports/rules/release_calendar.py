"""Which months leave the service together: steps that lie inside each other, so that no two overlap by halves."""

from datetime import date

from qa_app.insight.rules.filters import Period
from qa_app.rounds.rules.months import months_between, months_on

MONTH, QUARTER, YEAR = 1, 3, 12
# A year of a council begins in April, and so with a quarter.
BEGINS = 4

NOT_OVER = "What leaves the service is of months that are over. Choose an earlier period"
NO_STEP = "What leaves the service is of a whole month, of a quarter from January, April, July or October, or of a year from April. Choose one of these"
NO_MONTH_OF_A_PART = "What leaves the service about one place is of a quarter or of a year. A month of a part of the council would soon be about somebody"


def why_not_leave(period: Period, below: str, this_month: date) -> str:
    """Nothing where these months of this place may leave."""
    if period.last >= this_month:
        return NOT_OVER
    if step_of(period) is None:
        return NO_STEP
    if below and step_of(period) == MONTH:
        return NO_MONTH_OF_A_PART
    return ""


def step_of(period: Period) -> int | None:
    """How many months it has, where these are a month, a quarter or a year."""
    number = months_between(period.first, period.last) + 1
    begins = (period.first.month - BEGINS) % YEAR
    return number if number in (MONTH, QUARTER, YEAR) and begins % number == 0 else None


def last_that_is_over(step: int, this_month: date) -> Period:
    """The latest month, quarter or year."""
    since = (this_month.month - BEGINS) % YEAR % step
    first = months_on(this_month, -since - step)
    return Period(first, months_on(first, step - 1))


def step_for(months: int) -> int:
    """The step that comes nearest to how many months a paper usually covers."""
    return next(one for one in (MONTH, QUARTER, YEAR) if months <= one)


def steps_offered(this_month: date) -> list[Period]:
    return [last_that_is_over(step, this_month) for step in (MONTH, QUARTER, YEAR)]
