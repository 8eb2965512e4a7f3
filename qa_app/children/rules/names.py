"""Names of practitioners and teams as files write them, matched to those of the tree."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from qa_app.uploads.rules.cells import clean_text

Key = TypeVar("Key", bound=Hashable)

NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
# How teams are shortened; each said in whole words, so that either side may be the short one.
SHORT = {
    "cic": "children in care",
    "cla": "children in care",
    "lac": "children in care",
    "cwd": "children with disabilities",
    "cin": "children in need",
    "cp": "child protection",
    "sg": "safeguarding",
    "mash": "multi agency safeguarding hub",
    "asmt": "assessment",
    "qa": "quality assurance",
}
SAYS_NOTHING = {"team", "teams", "the", "and", "service", "unit", "of", "for"}


def person_key(name: str) -> str:
    """“MERRYDEW, Maya (Agency) ” is “maya merrydew”."""
    text = re.sub(r"[\(\[].*?[\)\]]", " ", clean_text(name))
    text = re.sub(r"\s+-\s+.*$", "", text)
    if text.count(",") == 1:
        surname, given = text.split(",")
        text = f"{given} {surname}"
    return " ".join(re.findall(r"[a-z]+", _without_accents(text).replace("'", "").replace("’", "")))


def by_person(written: Collection[str]) -> list[tuple[str, ...]]:
    """The spellings of one name together, the plainest first, in the order of the alphabet."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in written:
        spellings[person_key(name) or name].append(name)
    return sorted(tuple(sorted(names, key=_plainness)) for names in spellings.values())


def _plainness(name: str) -> tuple[bool, bool, int, str]:
    """“Maya Merrydew” before “Merrydew, Maya”, “MAYA MERRYDEW” and “Maya Merrydew (Agency)”."""
    return (name.isupper() or name.islower(), "," in name, len(name), name)


def team_key(name: str) -> str:
    """“CiC Team 1” and “Children in Care 1” are “care children in 1”: their words, in one order."""
    words: list[str] = []
    for word in re.findall(r"[a-z]+|\d+", _without_accents(clean_text(name))):
        words.extend(SHORT.get(word, NUMBERS.get(word, word)).split())
    return " ".join(sorted(set(words) - SAYS_NOTHING))


def initials(name: str) -> str:
    """“Leaving Care Team” is “lct”."""
    return "".join(word[0] for word in re.findall(r"[a-z]+|\d+", _without_accents(name)))


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).casefold()


@dataclass(frozen=True)
class Matched(Generic[Key]):
    """Each name of the file that was found, and those that were not, or that could be several."""

    found: Mapping[str, Key]
    not_found: tuple[str, ...]
    several: Mapping[str, tuple[Key, ...]]

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Those that somebody has to say."""
        return (*self.several, *self.not_found)


def match_teams(
    written: Collection[str],
    teams: Mapping[Key, str],
    wider: Mapping[Key, str] | None = None,
    chosen: Mapping[str, Key] | None = None,
) -> Matched[Key]:
    """What somebody has said before; else a team, by its name, its words or its initials; else a wider place.

    Only where exactly one answers: “Leaving Care” is the Leaving Care Team before it is the service.
    """
    chosen = chosen or {}
    ways = [_ways_to(teams), _ways_to(wider or {})]

    def answers(name: str) -> list[Key]:
        if name in chosen:
            return [chosen[name]]
        closed = "".join(re.findall(r"[a-z0-9]+", name.casefold()))
        for by_name, by_key, by_initials in ways:
            found = by_name.get(clean_text(name).casefold()) or by_key.get(team_key(name))
            if found := found or by_initials.get(closed):
                return found
        return []

    return _sorted_out(written, {name: answers(name) for name in written})


def _ways_to(places: Mapping[Key, str]) -> tuple[dict[str, list[Key]], ...]:
    ways: tuple[dict[str, list[Key]], ...] = tuple(defaultdict(list) for _ in range(3))
    for place, name in places.items():
        for way, key in zip(ways, (name.casefold(), team_key(name), initials(name)), strict=True):
            way[key].append(place)
    return ways


def match_people(
    written: Collection[str], people: Mapping[Key, str], aliases: Mapping[str, Key]
) -> Matched[Key]:
    """What somebody has said before comes first; two people of one name are left to be told apart."""
    by_key: dict[str, list[Key]] = defaultdict(list)
    for person, name in people.items():
        by_key[person_key(name)].append(person)

    def answers(name: str) -> list[Key]:
        if name in aliases:
            return [aliases[name]]
        return by_key.get(person_key(name), [])

    return _sorted_out(written, {name: answers(name) for name in written})


def _sorted_out(written: Collection[str], answers: Mapping[str, list[Key]]) -> Matched[Key]:
    names = sorted(set(written) - {""})
    return Matched(
        found={name: answers[name][0] for name in names if len(answers[name]) == 1},
        not_found=tuple(name for name in names if not answers[name]),
        several={name: tuple(answers[name]) for name in names if len(answers[name]) > 1},
    )
