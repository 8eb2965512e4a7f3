"""Who hears of a concern, and when the next one does because nobody has said that they have it."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from qa_app.foundation.clock import LONDON, as_london, is_working_day, london_day

PATIENCE = timedelta(minutes=30)
MORNING, EVENING = time(9), time(17)


class Rung(StrEnum):
    """Why somebody was told."""

    MANAGER = "The child’s manager"
    DEPUTY = "The next manager"
    HEAD = "The head of service"
    OFFICER = "The designated officer"
    ADULT = "The adult safeguarding team"


# Of a concern about a child. One about a colleague or an adult goes to one place alone.
LADDER = (Rung.MANAGER, Rung.DEPUTY, Rung.HEAD)


def is_office_hours(at: datetime, also_off: Collection[date] = ()) -> bool:
    """Whether somebody at a desk can be expected to read an email."""
    return is_working_day(london_day(at), also_off) and MORNING <= as_london(at).time() < EVENING


def rungs_due(raised_at: datetime, at: datetime, also_off: Collection[date] = ()) -> int:
    """How many rungs of the ladder should know by now, as long as nobody has the concern."""
    waited = working_time_between(raised_at, at, also_off)
    return min(len(LADDER), 1 + int(waited / PATIENCE))


def working_time_between(
    first: datetime, last: datetime, also_off: Collection[date] = ()
) -> timedelta:
    """Outside working hours no clock runs."""
    total, day = timedelta(), london_day(first)
    while day <= london_day(last):
        if is_working_day(day, also_off):
            opens = max(first, datetime.combine(day, MORNING, LONDON))
            closes = min(last, datetime.combine(day, EVENING, LONDON))
            total += max(closes - opens, timedelta())
        day += timedelta(days=1)
    return total
