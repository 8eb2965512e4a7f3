"""What in a text may say who a child is. It is noticed while somebody types, and never stands in the way.

Everything is found in one walk over the text: nothing here takes longer than its length.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from qa_app.audits.rules.personal_numbers import (
    is_nhs_number,
    is_telephone,
    numbers_in,
    pupil_numbers,
)

MOST_NOTICES = 5
LONGEST_SHOWN = 40


class Kind(Enum):
    """What it may be, and what to write instead."""

    DATE_OF_BIRTH = ("a date of birth", "Use the child’s age instead")
    NHS_NUMBER = ("an NHS number", "Leave it out")
    PUPIL_NUMBER = ("a unique pupil number", "Leave it out")
    POSTCODE = ("a postcode", "Name the kind of place instead")
    TELEPHONE = ("a telephone number", "Leave it out")
    EMAIL = ("an email address", "Use initials or a role instead")
    FAMILY_NAME = (
        "a family member’s name",
        "Use initials or “mum”, “dad” or “brother” alone instead",
    )
    STAFF_NAME = ("a colleague’s name", "Use initials or their role instead")

    @property
    def named(self) -> str:
        return self.value[0]

    @property
    def instead(self) -> str:
        return self.value[1]


@dataclass(frozen=True, order=True)
class Detail:
    """A stretch of the text, and what it may be."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class StaffNames:
    """By the word that a name begins with: what may follow it. Made ready once, because many texts are searched."""

    following: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    longest: int = 0


MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
A_DATE = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?[ ./-](\d{1,2}|[A-Za-z]{3,9})[ ./,-]{1,2}(\d{4}|\d{2})\b"
)
SPEAKS_OF_BIRTH = re.compile(r"\b(?:dob|d\.o\.b|date of birth|born|birthday|birth date)\b", re.I)
BEFORE_A_DATE = 40
YEARS_OF_WORK = (
    3  # an audit looks back over months: a full date from long before is seldom of a visit
)
OLDEST = 26

POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}|[a-z]{1,2}\d[a-z\d]? \d[abd-hjlnp-uw-z]{2})\b"
)
FAMILY = (
    "mum mummy mother dad daddy father stepmum stepmother stepdad stepfather brother sister sibling "
    "stepbrother stepsister son daughter aunt auntie aunty uncle cousin nan nana gran granny "
    "grandma grandmother grandad granddad grandfather partner boyfriend girlfriend husband wife "
    "nephew niece twin"
)
# One separator or two; a full stop ends the sentence, and what follows begins with a capital anyway.
# Said first, so that a long text is not held against every word at every letter.
INITIALS = "".join(sorted({word[0] + word[0].upper() for word in FAMILY.split()}))
AFTER_FAMILY = re.compile(
    rf"\b(?=[{INITIALS}])(?i:{'|'.join(FAMILY.split())})(?:['’]s)?,? ([A-Z][a-z][\w'’-]*)"
)
# Words that are written with a capital and name nobody.
NO_NAMES = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Christmas",
        "Easter",
        "English",
        "Polish",
        "Urdu",
        "Welsh",
        "British",
        "Social",
        "School",
        "Family",
        "Children",
        "Child",
        "Court",
        "Police",
        "Section",
        "Team",
        "Care",
        "Review",
        "Plan",
        "The",
        "This",
        "That",
        "She",
        "They",
        "When",
        "What",
        "Where",
        "There",
        "Then",
        "Both",
    ]
)
A_WORD = re.compile(r"[^\W\d_][\w'’-]*")
TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "mx"])

LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-'")
DOMAIN = LOCAL - frozenset("_+'")


def details_in(text: str, staff: StaffNames | None = None, on: date | None = None) -> list[Detail]:
    """In the order of the text, none inside another. `on` is the day it is written."""
    found = [
        *dates_of_birth(text, on),
        *(Detail(*span, Kind.NHS_NUMBER) for span in numbers_in(text, is_nhs_number)),
        *(Detail(*span, Kind.TELEPHONE) for span in numbers_in(text, is_telephone)),
        *(Detail(*span, Kind.PUPIL_NUMBER) for span in pupil_numbers(text)),
        *(Detail(*one.span(), Kind.POSTCODE) for one in POSTCODE.finditer(text)),
        *emails(text),
        *family_names(text),
        *names_of_staff(text, staff or StaffNames()),
    ]
    kept: list[Detail] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def notices_of(text: str, staff: StaffNames | None = None, on: date | None = None) -> list[str]:
    """What to say beside the text, the first of each thing once."""
    said = (notice_of(text, one) for one in details_in(text, staff, on))
    return list(dict.fromkeys(said))[:MOST_NOTICES]


def notice_of(text: str, detail: Detail) -> str:
    words = " ".join(text[detail.start : detail.end].split())
    shown = words if len(words) <= LONGEST_SHOWN else words[:LONGEST_SHOWN] + "…"
    return f"“{shown}” may be {detail.kind.named}. {detail.kind.instead}."


def dates_of_birth(text: str, on: date | None) -> Iterator[Detail]:
    for one in A_DATE.finditer(text):
        if not (year := year_of(one, on)):
            continue
        before = text[max(0, one.start() - BEFORE_A_DATE) : one.start()]
        is_long_ago = on is not None and OLDEST >= on.year - year > YEARS_OF_WORK
        if is_long_ago or SPEAKS_OF_BIRTH.search(before):
            yield Detail(*one.span(), Kind.DATE_OF_BIRTH)


def year_of(one: re.Match[str], on: date | None) -> int | None:
    """The year of a date that there is; None for three numbers that are none."""
    day, month, year = one.groups()
    is_month = month[:3].lower() in MONTHS if month.isalpha() else 1 <= int(month) <= 12
    if not is_month or not 1 <= int(day) <= 31:
        return None
    if len(year) == 4:
        return int(year) if 1900 <= int(year) <= 2100 else None
    return 2000 + int(year) if on is None or int(year) <= on.year % 100 else 1900 + int(year)


def emails(text: str) -> Iterator[Detail]:
    at = text.find("@")
    while at != -1:
        start, end = at, at + 1
        while start and text[start - 1] in LOCAL:
            start -= 1
        while end < len(text) and text[end] in DOMAIN:
            end += 1
        domain = text[at + 1 : end].rstrip(".-")
        if start < at and "." in domain.strip("."):
            yield Detail(start, at + 1 + len(domain), Kind.EMAIL)
        at = text.find("@", at + 1)


def family_names(text: str) -> Iterator[Detail]:
    for one in AFTER_FAMILY.finditer(text):
        if one[1] not in NO_NAMES:
            yield Detail(*one.span(), Kind.FAMILY_NAME)


def staff_names(names: Iterable[str]) -> StaffNames:
    """Of those who work here: whole names, and the surname after an initial or a title."""
    following: dict[str, set[tuple[str, ...]]] = {}
    longest = 0
    for name in names:
        words = tuple(word.lower() for word in A_WORD.findall(name))
        longest = max(longest, len(words))
        if len(words) > 1:
            following.setdefault(words[0], set()).add(words[1:])
            for stands_before in (words[0][0], *TITLES):
                following.setdefault(stands_before, set()).add((words[-1],))
    return StaffNames({first: frozenset(rest) for first, rest in following.items()}, longest)


def names_of_staff(text: str, staff: StaffNames) -> Iterator[Detail]:
    """Whole names, an initial or a title with the surname; a forename alone is too often a word."""
    if not staff.following:
        return
    words = [(one.start(), one.end(), one[0]) for one in A_WORD.finditer(text)]
    lower = [without_possessive(word).lower() for _, _, word in words]
    for at, (start, _, word) in enumerate(words):
        if not word[0].isupper() or (rests := staff.following.get(lower[at])) is None:
            continue
        for size in range(min(staff.longest, len(words) - at), 1, -1):
            last_start, end, last = words[at + size - 1]
            if tuple(lower[at + 1 : at + size]) in rests and last[0].isupper():
                if text[words[at][1] : words[at + 1][0]].strip(" .") == "":
                    yield Detail(
                        start, end - len(last) + len(without_possessive(last)), Kind.STAFF_NAME
                    )
                break


def without_possessive(word: str) -> str:
    return word[:-2] if word[-2:] in ("'s", "’s") else word
