"""Which themes a text may be about, by the words that the list of themes gives for each. A person decides."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST = 5
A_WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"['’]s?\b")
# They may stand between the words of a phrase: “the child was seen” is “child seen”.
SMALL = frozenset(["a", "an", "are", "been", "being", "had", "has", "have", "her", "his", "is"])
SMALL |= frozenset(["its", "the", "their", "was", "were"])
MOST_BETWEEN = 3
# A word goes on with another ending only where its beginning says enough.
SHORTEST_BEGINNING = 4
KEY_LENGTH = 3
IRREGULAR = {"children": "child", "families": "family", "saw": "seen", "spoke": "spoken"}


@dataclass(frozen=True)
class Suggestion:
    """A theme, and the words of the list that were found in the text."""

    code: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    words: tuple[str, ...]
    code: str
    synonym: str


@dataclass(frozen=True)
class Phrases:
    """Every synonym by the first letters of its first word, made ready once for many texts."""

    by_beginning: Mapping[str, Sequence[Phrase]]
    order: Mapping[str, int]


def phrases_of(themes: Iterable[tuple[str, Iterable[str]]]) -> Phrases:
    """From themes as (code, synonyms), in the order of their list."""
    by_beginning: defaultdict[str, list[Phrase]] = defaultdict(list)
    order: dict[str, int] = {}
    for code, synonyms in themes:
        order[code] = len(order)
        for synonym in synonyms:
            words = tuple(words_in(synonym))
            # One word and a comma says only that a list goes on.
            if words and not (len(words) == 1 and synonym.strip().endswith(",")):
                by_beginning[singular(words[0])[:KEY_LENGTH]].append(Phrase(words, code, synonym))
    return Phrases(by_beginning, order)


def suggest(text: str, phrases: Phrases) -> list[Suggestion]:
    """The likeliest first: longer phrases count more, then more of them, then the order of the list."""
    words = words_in(text)
    found: dict[str, dict[str, int]] = {}
    for at, word in enumerate(words):
        for phrase in phrases.by_beginning.get(singular(word)[:KEY_LENGTH], ()):
            if stands_at(words, at, phrase.words):
                found.setdefault(phrase.code, {})[phrase.synonym] = len(phrase.words)

    def rank(code: str) -> tuple[int, int]:
        weight = sum(size * size for size in found[code].values())
        return -weight, phrases.order[code]

    return [Suggestion(code, tuple(found[code])) for code in sorted(found, key=rank)[:MOST]]


def words_in(text: str) -> list[str]:
    return A_WORD.findall(POSSESSIVE.sub("", text.lower()))


def stands_at(words: Sequence[str], at: int, phrase: Sequence[str]) -> bool:
    """Whether the phrase begins here, its words one after another but for small ones in between."""
    if not is_form_of(words[at], phrase[0]):
        return False
    for wanted in phrase[1:]:
        at += 1
        skipped = 0
        while at < len(words) and not is_form_of(words[at], wanted):
            if words[at] not in SMALL or skipped == MOST_BETWEEN:
                return False
            at, skipped = at + 1, skipped + 1
        if at >= len(words):
            return False
    return True


def is_form_of(word: str, listed: str) -> bool:
    """The listed word, the one or the many of it, or the listed word with an ending."""
    begins = len(listed) >= SHORTEST_BEGINNING and word.startswith(listed)
    return begins or singular(word) == singular(listed)


def singular(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
