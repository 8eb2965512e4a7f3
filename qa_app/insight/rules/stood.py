"""Figures of closed months as they stood, beside those of today, of whatever counts so many of how many."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from qa_app.audits.rules import FindingKind, WhyNot
from qa_app.audits.rules import Part as Who
from qa_app.insight.rules.proportions import NOTHING, Proportion

# What is counted by: months, themes or reasons.
Of = TypeVar("Of", bound=Hashable)


@dataclass(frozen=True)
class Part(Generic[Of]):
    """What one audit has a part in: of which figures it is one of so many, and in which of them it is counted."""

    of: frozenset[Of] = frozenset()
    counts: frozenset[Of] = frozenset()


@dataclass(frozen=True)
class Themes:
    """Which themes one audit asked about, and which of these it found as what."""

    asked: frozenset[str] = frozenset()
    found: Mapping[FindingKind, frozenset[str]] = field(default_factory=dict)

    @property
    def as_kept(self) -> dict[str, list[str]]:
        found = {kind.name: sorted(codes) for kind, codes in self.found.items()}
        return {ASKED: sorted(self.asked), **found}

    def part(self, kind: FindingKind) -> Part[str]:
        return Part(self.asked, self.found.get(kind, frozenset()))


# Of each who is asked about: whether they were heard, and the name of a reason why not.
Voices = dict[Who, tuple[bool, str | None]]
ASKED = "asked"
NO_REASON = ""


def themes_kept(kept: Mapping[str, Any]) -> Themes:
    found = {kind: frozenset(kept.get(kind.name, ())) for kind in FindingKind}
    return Themes(frozenset(kept.get(ASKED, ())), found)


def voices_kept(kept: Mapping[str, Any]) -> Voices:
    return {Who[name]: (heard, why) for name, (heard, why) in kept.items()}


def voices_as_kept(voices: Voices) -> dict[str, Any]:
    return {who.name: [heard, why] for who, (heard, why) in voices.items()}


def part_heard(voices: Voices, who: Who, month: date) -> Part[date]:
    """Of the audits that ask about them."""
    if who not in voices:
        return Part()
    heard, _ = voices[who]
    return Part(frozenset([month]), frozenset([month] if heard else ()))


def part_why_not(voices: Voices, who: Who) -> Part[str]:
    """Of each reason, of all that were not heard."""
    heard, why = voices.get(who, (True, None))
    if heard:
        return Part()
    return Part(frozenset([*WhyNot.__members__, NO_REASON]), frozenset([why or NO_REASON]))


def part_done(counted_as: Collection[str], month: date) -> Part[date]:
    """Of what is due: given out, and neither paused, exempt nor withdrawn."""
    if not DUE & {*counted_as}:
        return Part()
    return Part(frozenset([month]), frozenset([month] if "done" in counted_as else ()))


DUE = frozenset(["done", "in_progress", "to_do"])


@dataclass(frozen=True)
class Kept(Generic[Of]):
    """One audit of a closed month: its part when that was closed, and its part today."""

    then: Part[Of] = field(default_factory=Part)
    now: Part[Of] = field(default_factory=Part)


@dataclass(frozen=True)
class Words:
    """What is said of an audit that was not counted and is now, and the other way round."""

    more: str
    fewer: str


DONE = Words("done since", "no longer done")
FOUND = Words("found since", "no longer found")
HEARD = Words("heard since", "no longer heard")
SAID = Words("for this reason since", "no longer for this reason")


@dataclass(frozen=True)
class Stood:
    """One figure when its month was closed and today, with all that makes the difference."""

    then: Proportion = NOTHING
    now: Proportion = NOTHING
    added: int = 0
    gone: int = 0
    more: int = 0
    fewer: int = 0

    @property
    def is_as_it_was(self) -> bool:
        return not (self.added or self.gone or self.more or self.fewer)

    def changes(self, words: Words) -> list[str]:
        said = (
            (self.added, "counted since"),
            (self.more, words.more),
            (self.fewer, words.fewer),
            (self.gone, "no longer counted"),
        )
        return [f"{number} {what}" for number, what in said if number]

    def in_words(self, words: Words) -> str:
        return "; ".join(self.changes(words)) or "Nothing"


def kept_of(then: Mapping[int, Part[Of]], now: Mapping[int, Part[Of]]) -> list[Kept[Of]]:
    """By what each has in common: the number of what was given out."""
    nothing: Part[Of] = Part()
    return [
        Kept(then.get(one, nothing), now.get(one, nothing)) for one in dict.fromkeys([*then, *now])
    ]


def stood_of(kept: Iterable[Kept[Of]]) -> dict[Of, Stood]:
    """By month, theme or reason; those alone that somebody had or has a part in."""
    there = [*kept]

    def number(sets: Callable[[Kept[Of]], Collection[Of]]) -> Counter[Of]:
        counts: Counter[Of] = Counter()
        for one in there:
            counts.update(sets(one))
        return counts

    then = number(lambda one: one.then.counts), number(lambda one: one.then.of)
    now = number(lambda one: one.now.counts), number(lambda one: one.now.of)
    added = number(lambda one: one.now.of - one.then.of)
    gone = number(lambda one: one.then.of - one.now.of)
    more = number(lambda one: one.then.of & one.now.of & (one.now.counts - one.then.counts))
    fewer = number(lambda one: one.then.of & one.now.of & (one.then.counts - one.now.counts))
    return {
        of: Stood(
            Proportion(then[0][of], then[1][of]),
            Proportion(now[0][of], now[1][of]),
            added[of],
            gone[of],
            more[of],
            fewer[of],
        )
        for of in dict.fromkeys([*then[1], *now[1]])
    }


def about_alone(part: Part[str], about: str, month: date) -> Part[date]:
    """What is counted about one thing, by its month."""
    here = frozenset([month])
    nowhere: frozenset[date] = frozenset()
    return Part(here if about in part.of else nowhere, here if about in part.counts else nowhere)
