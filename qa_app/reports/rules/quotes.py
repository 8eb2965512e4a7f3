"""Quotes for papers: a text of its own, that tells of nobody, approved by somebody who did not write it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qa_app.audits.rules.personal_details import StaffNames, details_in

LONGEST = 300


class QuoteKind(StrEnum):
    FOUND = "What an auditor found"
    YOU_SAID = "You said, we did"


NO_WORDS = "Enter the quote"
NO_ANSWER = "Enter what was done"
TOO_LONG = f"Use {LONGEST} characters or fewer"
NOT_APPROVED = "It is not approved"
IS_APPROVED = "It is approved. Take it back before you write it otherwise"


@dataclass(frozen=True, order=True)
class Mark:
    """A stretch of the text, and what it may tell."""

    start: int
    end: int
    what: str


@dataclass(frozen=True)
class Piece:
    """Words of a text, marked or not."""

    words: str
    what: str = ""


_AGE = re.compile(
    r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
    r"[ -](?:years?|yrs?|months?|weeks?)[ -]?(?:old)?\b|\b(?:aged?|age of) \d{1,2}\b",
    re.I,
)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_NUMBER = re.compile(r"\b[A-Z]{0,3}\d{4,}\b")


def marks_in(
    text: str, staff: StaffNames, places: Iterable[str], on: date | None = None
) -> list[Mark]:
    """What the notice beside an audit finds, and beside it a team, a month and an age, none inside another."""
    found = [Mark(one.start, one.end, one.kind.named) for one in details_in(text, staff, on)]
    found += [Mark(*one.span(), "an age") for one in _AGE.finditer(text)]
    found += [Mark(*one.span(), "a month") for one in _MONTH.finditer(text)]
    found += [Mark(*one.span(), "a reference") for one in _NUMBER.finditer(text)]
    found += _places(text, places)
    kept: list[Mark] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _places(text: str, places: Iterable[str]) -> Iterator[Mark]:
    """Whole words: “east” is no team in “least”."""
    lowered = text.lower()
    for name in places:
        at = lowered.find(name.lower()) if len(name) > 2 else -1
        while at != -1:
            end = at + len(name)
            if not lowered[max(0, at - 1) : at].isalnum() and not lowered[end : end + 1].isalnum():
                yield Mark(at, end, "a team or service")
            at = lowered.find(name.lower(), end)


def pieces_of(text: str, marks: Iterable[Mark]) -> list[Piece]:
    found, at = [], 0
    for one in marks:
        if one.start > at:
            found.append(Piece(text[at : one.start]))
        found.append(Piece(text[one.start : one.end], one.what))
        at = one.end
    return [*found, *([Piece(text[at:])] if at < len(text) else [])]


def why_not_written(kind: QuoteKind, words: str, answer: str) -> tuple[str, str] | None:
    """What is missing, and the question that it is asked by."""
    if not words.strip():
        return NO_WORDS, "words"
    if kind is QuoteKind.YOU_SAID and not answer.strip():
        return NO_ANSWER, "answer"
    for name, text in (("words", words), ("answer", answer)):
        if len(text.strip()) > LONGEST:
            return TOO_LONG, name
    return None
