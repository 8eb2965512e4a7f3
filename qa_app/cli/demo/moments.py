"""When people of the invented council do something: on working days, each at a minute of their own."""

from datetime import date, datetime, timedelta
from random import Random

from qa_app.foundation.clock import is_working_day, london_day, start_of, working_days_after

DAY = timedelta(days=1)
MORNING, EVENING = 8, 17


def at_work(chance: Random, at: datetime, until: int = EVENING) -> datetime:
    """On that day or the next on which people work, and before this hour."""
    day = london_day(at)
    return time_on(chance, day if is_working_day(day) else working_days_after(day, 1), until)


def time_on(chance: Random, day: date, until: int = EVENING) -> datetime:
    return start_of(day) + timedelta(
        hours=chance.randrange(MORNING, until), minutes=chance.randrange(60)
    )


def working_days_between(first: date, last: date) -> list[date]:
    days = [first + DAY * number for number in range((last - first).days + 1)]
    return [one for one in days if is_working_day(one)]


def working_day_before(day: date) -> date:
    """That day itself, or the last before it on which people work."""
    while not is_working_day(day):
        day -= DAY
    return day
