"""Dates as people and systems write them. The day comes first, always; nothing is guessed."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from qa_app.uploads.rules.cells import clean_text

EARLIEST, LATEST = 1900, 2100
# Day 60 of Excel's calendar never was, so its first day is two days before 1900.
EXCEL_FIRST_DAY = date(1899, 12, 30)
EXCEL_DAYS = range(61, (date(LATEST, 12, 31) - EXCEL_FIRST_DAY).days + 1)
NO_DATE = {date(1900, 1, 1), date(1899, 12, 31), EXCEL_FIRST_DAY}
# What .NET writes for a date that nobody entered.
FIRST_OF_DOT_NET = date(1, 1, 1)
CENTURY_TURNS = 50

LONDON = ZoneInfo("Europe/London")
MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}

_TIME = r"(?:[ T,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm)?)?"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})([/.\-])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.I)
_MONTH_NAMED = re.compile(
    rf"(?:[a-z]{{3,9}},? )?(\d{{1,2}})(?:st|nd|rd|th)?[ \-/]?([a-z]{{3,9}})\.?,?[ \-/]?(\d{{4}}|\d{{2}}){_TIME}",
    re.I,
)
_ISO = re.compile(rf"(\d{{4}})([\-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.I)
_ISO_CLOSED_UP = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ISO_WITH_ZONE = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(?:Z|[+\-]\d{2}:?\d{2})", re.I)
_DAY_NUMBER = re.compile(r"\d{5}(?:\.\d+)?")
_PART = re.compile(r"\d{1,2}[/.\-]\d{2,4}|[a-z]{3,9}[ \-]?\d{2,4}|\d{4}|\d{4}[/.\-]\d{1,2}", re.I)
_SAFE_TO_REPEAT = re.compile(r"[\d/.:\- TZ+]{1,25}")


@dataclass(frozen=True)
class ReadDate:
    """The day, or None; and what was wrong, when something was. Empty cells have neither."""

    day: date | None
    trouble: str | None = None


def read_date(value: object) -> ReadDate:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _checked(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_number(value)
    text = clean_text(value)
    return _read_text(text) if text else ReadDate(None)


def _read_text(text: str) -> ReadDate:
    if _ISO_WITH_ZONE.fullmatch(text):
        return _with_zone(text)
    if match := _DAY_FIRST.fullmatch(text):
        day, _, month, year = match.groups()
        return _real(text, _year(year), int(month), int(day))
    if match := _ISO.fullmatch(text):
        year, _, month, day = match.groups()
        return _real(text, _year(year), int(month), int(day))
    if match := _ISO_CLOSED_UP.fullmatch(text):
        return _real(text, *map(int, match.groups()))
    if (match := _MONTH_NAMED.fullmatch(text)) and (month := _month_of(match[2])):
        return _real(text, _year(match[3]), month, int(match[1]))
    if _DAY_NUMBER.fullmatch(text):
        return _day_number(float(text))
    if _PART.fullmatch(text):
        return ReadDate(None, f"{_repeated(text)} is only part of a date")
    return ReadDate(None, f"{_repeated(text)} is not a date")


def _month_of(word: str) -> int | None:
    """A month's first three letters, or more of them: “Sept” and “September”, not “Mayor”."""
    number = MONTHS.get(word[:3].casefold())
    if number is None:
        return None
    whole = date(2000, number, 1).strftime("%B").casefold()
    return number if whole.startswith(word.casefold()) else None


def _year(digits: str) -> int:
    """Two digits are of this century or the last; four are what they say."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < CENTURY_TURNS else 1900)


def _real(text: str, year: int, month: int, day: int) -> ReadDate:
    try:
        return _checked(date(year, month, day))
    except ValueError:
        if month > 12 >= day:
            return ReadDate(None, f"{_repeated(text)} has the month first. Write the day first")
        return ReadDate(None, f"{_repeated(text)} is not a real date")


def _checked(day: date) -> ReadDate:
    if day == FIRST_OF_DOT_NET:
        return ReadDate(None, "1 January 0001 was read as no date")
    if day in NO_DATE:
        return ReadDate(None, "1 January 1900 was read as no date")
    if not EARLIEST <= day.year <= LATEST:
        return ReadDate(None, f"{day:%d/%m}/{day.year} is not between {EARLIEST} and {LATEST}")
    return ReadDate(day)


def _day_number(number: float) -> ReadDate:
    if number in (0, 1):
        return ReadDate(None, "1 January 1900 was read as no date")
    if not math.isfinite(number) or int(number) not in EXCEL_DAYS:
        return ReadDate(None, f"{number:g} is not a date")
    return _checked(EXCEL_FIRST_DAY + timedelta(days=int(number)))


def _with_zone(text: str) -> ReadDate:
    """The day it was in London."""
    try:
        moment = datetime.fromisoformat(text.replace("z", "Z"))
    except ValueError:
        return ReadDate(None, f"{_repeated(text)} is not a real date")
    if not EARLIEST <= moment.year <= LATEST:
        return _checked(moment.date())  # at either end of the calendar no other zone has a day
    return _checked(moment.astimezone(LONDON).date())


def _repeated(text: str) -> str:
    """What was written, if it can only be a date: a cell may hold a name by mistake."""
    return text if _SAFE_TO_REPEAT.fullmatch(text) else "What is written there"
