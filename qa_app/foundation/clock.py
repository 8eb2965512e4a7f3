"""What time it is, in London, and which days are worked. The only caller of the system clock."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return london_day(now())


def as_london(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(LONDON)


def london_day(at: datetime) -> date:
    """The day it was in London: 23:30 UTC on 31 March belongs to April."""
    return as_london(at).date()


def start_of(day: date) -> datetime:
    """The first moment of a London day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)


def long_date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def clock_time(at: datetime) -> str:
    """As people write it: 2:30pm, midday as 12pm."""
    local = as_london(at)
    hour = local.hour % 12 or 12
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{hour}{minutes}{'am' if local.hour < 12 else 'pm'}"


def easter_sunday(year: int) -> date:
    """The Gregorian computus, as Meeus, Jones and Butcher give it."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap_shift = century // 4
    moon = (19 * golden + century - leap_shift - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """England's regular bank holidays; a council adds the one-off ones to its settings."""
    easter = easter_sunday(year)
    new_year, christmas, boxing = date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)
    days = {easter - timedelta(days=2), easter + timedelta(days=1)}
    days.add(_first_monday(year, 5))
    days.add(_last_monday(year, 5))
    days.add(_last_monday(year, 8))
    # A holiday that falls on a weekend is kept on the next day that is not one already.
    days.add(new_year + timedelta(days={5: 2, 6: 1}.get(new_year.weekday(), 0)))
    days.add(christmas + timedelta(days={5: 2, 6: 2}.get(christmas.weekday(), 0)))
    days.add(boxing + timedelta(days={5: 2, 6: 2}.get(boxing.weekday(), 0)))
    return frozenset(days)


def is_working_day(day: date, also_off: Collection[date] = ()) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year) and day not in also_off


def working_days_after(day: date, number: int, also_off: Collection[date] = ()) -> date:
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day, also_off)
    return day


def last_working_day(year: int, month: int, also_off: Collection[date] = ()) -> date:
    day = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    while not is_working_day(day, also_off):
        day -= timedelta(days=1)
    return day


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())
