"""The month of an audit, as people wrote it down, and as the name of a sheet may help to say it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from qa_app.uploads.rules.cells import clean_text
from qa_app.uploads.rules.dates import EARLIEST, EXCEL_DAYS, LATEST, MONTHS, read_date

NAMES = [date(2000, number, 1).strftime("%B").casefold() for number in range(1, 13)]
APRIL = 4
_NAMED = re.compile(r"([a-z]{3,9})\.?[ \-/.,_']*(\d{4}|\d{2})?", re.I)
_NAMED_LAST = re.compile(r"(\d{4})[ \-/.,_]*([a-z]{3,9})\.?", re.I)
_NUMBERED = re.compile(r"(\d{1,2})[/.\-](\d{4})|(\d{4})[/.\-](\d{1,2})")
# “9/24” can be a month alone; of “9/11” nobody knows whether it is a day.
_SHORT = re.compile(r"(\d{1,2})[/.\-](\d{2})")
_CLOSED_UP = re.compile(r"(20\d{2})(0[1-9]|1[0-2])")
_YEARS = re.compile(r"(?<!\d)(20\d{2})(?:\s*[-/–_]\s*(?:20)?(\d{2}))?(?!\d)|(?<!\d)(\d{2})\s*[-/–_]\s*(\d{2})(?!\d)")  # fmt: skip


@dataclass(frozen=True)
class Year:
    """A calendar year, or one from April to March, by the year in which it begins."""

    begins: int
    is_financial: bool = False

    def of(self, month: int) -> int:
        return self.begins + 1 if self.is_financial and month < APRIL else self.begins


@dataclass(frozen=True)
class ReadMonth:
    """The first day of the month, or None; and what was wrong, when something was."""

    month: date | None
    trouble: str | None = None
    is_guessed: bool = False


NOTHING = ReadMonth(None)


def read_month(value: object, year: Year | None = None) -> ReadMonth:
    """A date, a month with its year, or a month alone where the sheet says of which year."""
    if isinstance(value, datetime | date) or _is_day_number(value):
        return _of_day(value)
    text = clean_text(value).strip(" .'’")
    if not text:
        return NOTHING
    if found := _named(text, year):
        return found
    if year and re.fullmatch(r"\d{1,2}", text):
        return _month_of(year.of(int(text)), int(text))
    if (match := _SHORT.fullmatch(text)) and int(match[2]) > 12:
        return _month_of(2000 + int(match[2]), int(match[1]))
    if match := _CLOSED_UP.fullmatch(text):
        return _month_of(int(match[1]), int(match[2]))
    if match := _NUMBERED.fullmatch(text):
        return _month_of(int(match[2] or match[3]), int(match[1] or match[4]))
    return _of_day(text)


def _is_day_number(value: object) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and int(value) in EXCEL_DAYS
    )


def _of_day(value: object) -> ReadMonth:
    found = read_date(value)
    if found.day is None:
        return ReadMonth(None, found.trouble)
    return ReadMonth(found.day.replace(day=1))


def _named(text: str, year: Year | None) -> ReadMonth | None:
    if match := _NAMED.fullmatch(text.replace("’", "'")):
        word, digits = match[1], match[2] or ""
    elif match := _NAMED_LAST.fullmatch(text):
        word, digits = match[2], match[1]
    else:
        return None
    number, is_guessed = month_number(word)
    if number is None:
        return None
    if not digits and year is None:
        return ReadMonth(None, "The month is written without its year")
    whole = (2000 + int(digits) if len(digits) == 2 else int(digits)) if digits else 0
    return _month_of(whole or (year.of(number) if year else 0), number, is_guessed)


def _month_of(year: int, month: int, is_guessed: bool = False) -> ReadMonth:
    if not 1 <= month <= 12 or not EARLIEST <= year <= LATEST:
        return ReadMonth(None, "What is written there is not a month")
    return ReadMonth(date(year, month, 1), is_guessed=is_guessed)


def month_number(word: str) -> tuple[int | None, bool]:
    """Its number, and whether it is only very like one: “Sept” and “Feburary”, not “May be”."""
    word = word.casefold()
    if (number := MONTHS.get(word[:3])) and NAMES[number - 1].startswith(word):
        return number, False
    alike = get_close_matches(word, NAMES, n=1, cutoff=0.8) if len(word) > 4 else []
    return (NAMES.index(alike[0]) + 1, True) if alike else (None, False)


def year_in(name: str) -> Year | None:
    """What a sheet or a file is called may say the year: “Audits 2024”, “2024-25”, “24/25”."""
    years = [match for match in _YEARS.finditer(name)]
    if len(years) != 1:
        return None
    whole, after, short, short_after = years[0].groups()
    if whole and not after:
        return Year(int(whole))
    begins = int(whole) if whole else 2000 + int(short)
    is_next = int(after or short_after) == (begins + 1) % 100
    return Year(begins, is_financial=True) if is_next else None


def month_in_name(name: str, year: Year | None = None) -> date | None:
    """A sheet for each month is called by it."""
    words = re.sub(r"\b(audits?|log|case|files?|monthly|month)\b", " ", name, flags=re.I)
    return read_month(" ".join(words.replace("_", " ").split()), year).month
