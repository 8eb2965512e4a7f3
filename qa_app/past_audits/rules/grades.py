"""Grades as people wrote them down, read as one of four; what could be two of them is asked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from qa_app.uploads.rules.cells import clean_text


class Grade(StrEnum):
    """The four of Ofsted, the best first: what old workbooks were graded with."""

    OUTSTANDING = "Outstanding"
    GOOD = "Good"
    REQUIRES_IMPROVEMENT = "Requires improvement to be good"
    INADEQUATE = "Inadequate"


GOOD_OR_BETTER = (Grade.OUTSTANDING, Grade.GOOD)
# What somebody may say of a word instead of one of the four.
NO_GRADE = "NONE"
# No word for a grade is longer; what is may be a remark, with somebody's name in it.
LONGEST_WORD = 60

WORDS: Mapping[Grade, tuple[str, ...]] = {
    Grade.OUTSTANDING: ("outstanding", "outst", "os", "o s", "o", "1"),
    Grade.GOOD: ("good", "gd", "g", "2"),
    Grade.REQUIRES_IMPROVEMENT: (
        "requires improvement to be good", "requires improvement", "requires imp", "required improvement",
        "req improvement", "req improve", "req imp", "reqs improvement", "reqs imp", "rqs imp",
        "ritbg", "rib", "r i", "ri", "3",
    ),
    Grade.INADEQUATE: ("inadequate", "inadeq", "inad", "ia", "i a", "4"),
}  # fmt: skip
NOT_GRADED = {
    "not graded", "ungraded", "no grade", "not judged", "not completed", "not complete", "incomplete",
    "not done", "not yet done", "not started", "in progress", "to do", "not audited", "withdrawn", "cancelled", "pending", "awaiting", "tbc", "tba", "not seen",
    "not known", "unknown", "not recorded", "not applicable", "insufficient evidence",
}  # fmt: skip
_BY_WORD = {word: grade for grade, words in WORDS.items() for word in words}
# A misspelt word is compared with these alone: of two or three letters, any is like any other.
_WHOLE_WORDS = {word: grade for word, grade in _BY_WORD.items() if len(word) > 3}
_ALIKE = 0.78
_TURNED = {
    "not", "nearly", "almost", "with", "but", "or", "and", "plus", "minus", "low", "high", "to", "from",
    "moderated", "changed", "was", "now", "down", "up", "upgraded", "downgraded",
}  # fmt: skip
_BEGINS_A_REMARK = re.compile(r"\s*[–—(:;,.]\s*|\s+-\s*|\s*-\s+")


class How(StrEnum):
    """How sure we are of what a word means."""

    CERTAIN = "Certain"
    GUESSED = "Guessed"
    CHOSEN = "You have said so"
    UNKNOWN = "Not known"


@dataclass(frozen=True)
class Meaning:
    """What a word was taken for: a grade, none, or nothing that is known."""

    grade: Grade | None
    how: How

    @property
    def is_known(self) -> bool:
        return self.how is not How.UNKNOWN

    @property
    def code(self) -> str:
        """As a form offers it; empty while it is not known."""
        if not self.is_known:
            return ""
        return self.grade.name if self.grade else NO_GRADE


NOT_KNOWN = Meaning(None, How.UNKNOWN)
EMPTY = Meaning(None, How.CERTAIN)


def word_key(value: object) -> str:
    """“Req. Improvement ” is “req improvement”; a stroke between two words stays, as it says either."""
    text = re.sub(r"\bo/s\b", "os", clean_text(value).casefold())
    text = re.sub(r"(\d)\.0\b", r"\1", text)
    text = re.sub(r"[^a-z0-9/&+→>]+", " ", text)
    return " ".join(re.sub(r" ?([/&+→>]) ?", r"\1", text).split())


def read_grade(value: object, chosen: Mapping[str, str] | None = None) -> Meaning:
    """What the council has said of this word comes first; then what it can only mean; then what it is most like."""
    key = word_key(value)
    if not key:
        return EMPTY
    if said := (chosen or {}).get(key):
        return Meaning(Grade[said] if said in Grade.__members__ else None, How.CHOSEN)
    if key in NOT_GRADED:
        return EMPTY
    if grade := _said(key):
        return Meaning(grade, How.CERTAIN)
    guessed = grade_before_remark(value)[1] or _most_like(key)
    return Meaning(guessed, How.GUESSED) if guessed else NOT_KNOWN


def grade_before_remark(value: object) -> tuple[str, Grade | None]:
    """“Good - see comments” is “Good”, as long as what follows names no other grade and turns nothing round."""
    text = clean_text(value)
    word, *remark = _BEGINS_A_REMARK.split(text, maxsplit=1)
    said = word_key(" ".join(remark)).split()
    if not said or {*_TURNED, "improvement"} & {*said} or any(one in _BY_WORD for one in said):
        return word, None
    return word, _said(word_key(word)) if len(word_key(word)) > 1 else None


def _said(key: str) -> Grade | None:
    """The word itself; or said twice in one cell: “3 - RI”, “Requires improvement (RI)”."""
    key = re.sub(r"^(?:grade|grading|judgement|rated) ", "", key)
    if key in _BY_WORD:
        return _BY_WORD[key]
    first, _, rest = key.partition(" ")
    before, _, last = key.rpartition(" ")
    for one, other in ((first, rest), (last, before)):
        if other in _BY_WORD and _BY_WORD.get(one) is _BY_WORD[other]:
            return _BY_WORD[one]
    return None


def _most_like(key: str) -> Grade | None:
    """One of the four and no other. Two grades with anything between them are like neither."""
    if len(key) < 4 or not re.fullmatch(r"[a-z ]+", key) or _names_two(key):
        return None
    likeness = {word: _likeness(key, word) for word in _WHOLE_WORDS}
    best = max(likeness, key=lambda word: likeness[word])
    return _WHOLE_WORDS[best] if likeness[best] >= _ALIKE else None


def _likeness(key: str, word: str) -> float:
    """Word for word, by the one that is least alike: what has a word more may say two things."""
    if " " not in key:
        return SequenceMatcher(None, key, word.replace(" ", "")).ratio()
    pairs = list(zip(key.split(), word.split(), strict=False))
    if len(key.split()) != len(word.split()):
        return 0.0
    return min(SequenceMatcher(None, *pair).ratio() for pair in pairs)


def _names_two(key: str) -> bool:
    """“good to outstanding”, “not good”: words that another word turns."""
    named = {_BY_WORD[word] for word in key.split() if word in _BY_WORD}
    return len(named) > 1 or bool(_TURNED & set(key.split()))


def looks_like_grades(values: list[object]) -> bool:
    """Whether a column holds grades: most of what is written there, and not a single number more."""
    keys = [key for value in values if (key := word_key(value))]
    known = [key for key in keys if read_grade(key).is_known]
    return len(known) >= 1 and len(known) >= 0.6 * len(keys)


def is_mostly_numbers(values: list[object]) -> bool:
    """Such a column may count visits as well as grade them; its heading has to say which."""
    keys = [key for value in values if (key := word_key(value))]
    return sum(key.isdigit() for key in keys) > len(keys) / 2
