"""Days and moments as people type them into a filter, the day always before the month."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

DAYS = ("%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
TIMES = ("%H:%M", "%H.%M", "%I:%M%p", "%I%p", "%H:%M:%S")
LIKE_DAY = "Enter a day like 3/11/2026"
LIKE_MOMENT = "Enter a day and a time, like 3/11/2026 14:30"


def read_day(typed: str) -> date | None:
    return next((found.date() for found in _read(typed, DAYS)), None)


def read_moment(typed: str) -> datetime | None:
    """By the clock on the wall, which the caller knows the zone of."""
    words = typed.replace(" at ", " ").replace("T", " ")
    return next(_read(words, [f"{day} {time}" for day in DAYS for time in TIMES]), None)


def _read(typed: str, forms: Iterable[str]) -> Iterator[datetime]:
    for form in forms:
        try:
            found = datetime.strptime(typed.strip(), form)  # noqa: DTZ007 – the caller knows the zone
        except ValueError:
            continue
        if 1900 <= found.year <= 2999:  # beyond, a day has no neighbour to reckon with
            yield found
