"""Answers as they are kept and as they are read: one text each, whose question says what it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from qa_app.audit_templates.rules.conditions import Answers
from qa_app.audit_templates.rules.template import Question, Template
from qa_app.audit_templates.rules.words import ANSWERS, Kind
from qa_app.foundation.typed import length_on_the_page

MOST_DATES = 60
LONGEST_TEXT = 5000
FIRST_YEAR, LAST_YEAR = 1990, 2100
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_BETWEEN = re.compile(r"[\s/.,-]+")
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,2})?")


class CannotBeRead(ValueError):
    """What was typed is no answer to the question; says what to enter."""


@dataclass(frozen=True)
class Gap:
    days: int
    after: date
    until: date
    # Nothing happened between the start of the time that is judged and the first day.
    from_start: bool = False
    # Nor between the last day and the day of the audit.
    to_audit: bool = False


def choices_of(question: Question, template: Template) -> Mapping[str, str]:
    """The answers to choose from: those of its kind, its own, or the grades of the template."""
    if question.kind is Kind.GRADE:
        return {one.code: one.words for one in template.scale}
    return question.answers


def is_needed(question: Question) -> bool:
    """What can be answered from the record by choosing is needed; what may not be there is not."""
    return question.kind is Kind.GRADE or bool(
        question.answers and question.kind is not Kind.PICK_SEVERAL
    )


def has_source(question: Question) -> bool:
    """Whether it matters where the auditor knows it from; a question about the record answers that itself."""
    return question.kind is Kind.YES_PARTLY_NO and not question.recording


def codes_in(question: Question, kept: str) -> str | tuple[str, ...]:
    """What conditions and rules look at."""
    return tuple(kept.split()) if question.kind is Kind.PICK_SEVERAL else kept


def answers_for_rules(template: Template, kept: Mapping[str, str]) -> Answers:
    return {
        question.id: codes_in(question, kept[question.id])
        for question in template.questions
        if kept.get(question.id)
    }


def read_codes(question: Question, template: Template, chosen: Sequence[str]) -> str:
    known = choices_of(question, template)
    if not {*chosen} <= known.keys():
        raise CannotBeRead("Select one of the answers")
    return " ".join(code for code in known if code in chosen)


def read_number(question: Question, text: str) -> str:
    typed = text.strip().replace(",", "")
    what = "Enter a number" + (f" of {question.unit}" if question.unit else "") + ", such as 12"
    if typed and not _NUMBER.fullmatch(typed):
        raise CannotBeRead(what)
    return typed


def read_scaling(text: str) -> str:
    if text and text not in {str(one) for one in range(11)}:
        raise CannotBeRead("Select a number from 0 to 10")
    return text


def read_text(text: str) -> str:
    if length_on_the_page(text) > LONGEST_TEXT:
        raise CannotBeRead(f"Use {LONGEST_TEXT:,} characters or fewer")
    return text.replace("\r\n", "\n").strip()


def read_date(day: str, month: str, year: str) -> str:
    """Three boxes, day first; a month may be a word."""
    typed = [part.strip() for part in (day, month, year)]
    if not any(typed):
        return ""
    if not all(typed):
        raise CannotBeRead("Enter a day, a month and a year")
    return _day(*typed).isoformat()


def read_dates(text: str) -> str:
    """A day a line, in the way people write days; kept in order, each once."""
    lines = [line.strip() for line in re.split(r"[\n;]", text) if line.strip()]
    if len(lines) > MOST_DATES:
        raise CannotBeRead(f"Enter {MOST_DATES} dates or fewer")
    return " ".join(sorted({_day_in(line).isoformat() for line in lines}))


def _day_in(line: str) -> date:
    parts = [part for part in _BETWEEN.split(line) if part]
    if len(parts) == 3 and len(parts[0]) == 4:
        parts.reverse()
    if len(parts) != 3:
        raise CannotBeRead(f"Enter “{line[:40]}” as a day, a month and a year, such as 3 11 2026")
    return _day(*parts)


def _day(day: str, month: str, year: str) -> date:
    try:
        if not all(part.isascii() and part.isalnum() for part in (day, month, year)):
            raise ValueError
        number = _month(month)
        whole = int(year) + (2000 if len(year) == 2 else 0)
        found = date(whole, number, int(day))
    except ValueError:
        raise CannotBeRead(f"Enter a real date instead of “{day} {month} {year}”"[:120]) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CannotBeRead(f"Enter a year between {FIRST_YEAR} and {LAST_YEAR}")
    return found


def _month(word: str) -> int:
    small = word.casefold()
    if len(small) < 3 or not small.isalpha():
        return int(word)
    named = [at for at, name in enumerate(MONTHS, 1) if name.startswith(small)]
    return named[0] if named else 0


def days_in(kept: str) -> list[date]:
    return [date.fromisoformat(one) for one in kept.split()]


def longest_gap(
    days: Sequence[date], since: date | None = None, until: date | None = None
) -> Gap | None:
    """The longest stretch between one day and the next; the first of them where several are as long.

    Where the first day lies after the start of the time that is judged, the stretch before it counts too, and
    where the last lies before the day of the audit, the stretch after it.
    """
    ordered = sorted({*days})
    gaps = [Gap((after - before).days, before, after) for before, after in pairwise(ordered)]
    if since and ordered and since < ordered[0]:
        gaps.insert(0, Gap((ordered[0] - since).days, since, ordered[0], from_start=True))
    if until and ordered and ordered[-1] < until:
        gaps.append(Gap((until - ordered[-1]).days, ordered[-1], until, to_audit=True))
    return max(gaps, key=lambda one: one.days, default=None)


def in_words(question: Question, template: Template, kept: str) -> str:
    """An answer as a reader reads it; nothing where there is none."""
    if not kept:
        return ""
    if question.kind is Kind.PICK_SEVERAL or choices_of(question, template):
        known = choices_of(question, template)
        return ", ".join(known.get(code, code) for code in kept.split())
    if question.kind is Kind.NUMBER:
        return f"{kept} {question.unit}".strip()
    if question.kind is Kind.SCALING:
        return f"{kept} out of 10"
    if question.kind in (Kind.DATE, Kind.DATES):
        return ", ".join(_long(day) for day in days_in(kept))
    return kept


def gap_in_words(gap: Gap) -> str:
    days = f"{gap.days:,} day{'' if gap.days == 1 else 's'}"
    start = "the start of the time that is judged, " if gap.from_start else ""
    end = "the day of the audit, " if gap.to_audit else ""
    return f"The longest gap is {days}, from {start}{_long(gap.after)} to {end}{_long(gap.until)}"


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


SOURCES = ANSWERS[Kind.SEEN]
