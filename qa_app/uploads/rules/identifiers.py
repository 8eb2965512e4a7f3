"""Identifiers are text: noughts in front are kept, and what a spreadsheet adds is taken off."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qa_app.uploads.rules.cells import clean_text

LONGEST = 40
# Beyond this a spreadsheet has rounded the number, and cannot say what it was.
MOST_DIGITS = 15

_SHAPE = re.compile(r"(?=.*\d)[A-Za-z0-9](?:[A-Za-z0-9/_.\-]*[A-Za-z0-9])?")
_POINT_NOUGHT = re.compile(r"(\d+)\.0+")
_SHORTENED = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.I)


@dataclass(frozen=True)
class ReadIdentifier:
    """The identifier as it is kept, or “” with what was wrong."""

    text: str
    trouble: str | None = None

    @property
    def key(self) -> str:
        return key_of(self.text)


def read_identifier(value: object) -> ReadIdentifier:
    """The trouble never repeats what was written: it may be a name."""
    if isinstance(value, bool):
        return ReadIdentifier("", "is not a reference")
    if isinstance(value, float | int) and abs(value) >= 10**MOST_DIGITS:
        return ReadIdentifier("", "is a number too long for a spreadsheet. Send it as text")
    text = re.sub(r"(?<=\d) (?=\d)", "", clean_text(value))
    if not text:
        return ReadIdentifier("", "is empty")
    if _SHORTENED.fullmatch(text):
        return ReadIdentifier("", "was shortened by the spreadsheet. Send it as text")
    if whole := _POINT_NOUGHT.fullmatch(text):
        text = whole[1]
    if isinstance(value, float) and not value.is_integer():
        return ReadIdentifier("", "is not a whole number")
    if len(text) > LONGEST or not _SHAPE.fullmatch(text):
        return ReadIdentifier("", "is not a reference")
    return ReadIdentifier(text)


def key_of(text: str) -> str:
    """The same for spellings that are one identifier: “0012345”, “12345 ” and “12345.0”."""
    closed = re.sub(r"\s+", "", text).upper()
    if whole := _POINT_NOUGHT.fullmatch(closed):
        closed = whole[1]
    return (closed.lstrip("0") or "0") if closed.isdigit() else closed


def chosen_spelling(spellings: Iterable[str]) -> str:
    """The commonest spelling; of equals, the first."""
    return Counter(spellings).most_common(1)[0][0]
