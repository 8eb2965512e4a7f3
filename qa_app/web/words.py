"""Numbers, dates and times as our pages write them."""

from datetime import date, datetime

from qa_app.foundation.clock import (
    as_london,
    clock_time,
    london_day,
    long_date,
    now,
    today,
    working_days_after,
)
from qa_app.foundation.statistics.wording import share_of


def date_time(at: datetime) -> str:
    """3 November 2026 at 2:30pm."""
    return f"{long_date_of(at)} at {clock_time(at)}"


def long_date_of(at: datetime) -> str:
    """The London day of a moment."""
    return long_date(as_london(at).date())


def month_name(day: date) -> str:
    """November 2026."""
    return f"{day:%B %Y}"


def short_month(day: date) -> str:
    """Nov 2026, for the head of a narrow column."""
    return f"{day:%b %Y}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """1 audit, 2 audits, 1,200 audits; `many` where an s is not enough."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def thousands(number: int) -> str:
    """2600 as 2,600."""
    return f"{number:,}"


def n_of(number: int, of: int) -> str:
    """7 of 10 (70%); without a percentage of fewer than five."""
    return share_of(number, of)


# A deadline nearer than this is said in hours.
HOURS_SAID = 48


def in_days(day: date) -> str:
    """How far off a day is, counted in days of the calendar."""
    days = (day - today()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} ago"


def in_working_days(day: date) -> str:
    """How many days there are left to work, which is what a due date is about."""
    if day <= today():
        return "today" if day == today() else f"{plural((today() - day).days, 'day')} ago"
    left = 0
    reached = today()
    while reached < day and left < 60:
        reached = working_days_after(reached, 1)
        left += reached <= day
    return f"in {plural(left, 'working day')}" if left < 60 else in_days(day)


def in_hours(at: datetime) -> str:
    """How far off a deadline with an hour is; in working days where it is more than two days off."""
    minutes = round((at - now()).total_seconds() / 60)
    if minutes > HOURS_SAID * 60:
        return in_working_days(london_day(at))
    if minutes < -HOURS_SAID * 60:
        return in_days(london_day(at))
    if minutes == 0:
        return "now"
    number, unit = (abs(minutes), "minute") if abs(minutes) < 60 else (abs(minutes) // 60, "hour")
    said = plural(number, unit)
    return f"in {said}" if minutes >= 0 else f"{said} ago"


FILTERS = {
    "clock_time": clock_time,
    "date_time": date_time,
    "in_days": in_days,
    "in_hours": in_hours,
    "in_working_days": in_working_days,
    "long_date": long_date,
    "long_date_of": long_date_of,
    "month_name": month_name,
    "n_of": n_of,
    "plural": plural,
    "short_month": short_month,
    "thousands": thousands,
}
