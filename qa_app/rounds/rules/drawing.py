"""The draw: which records a round reads. Anybody who has the list and the seed can do it again.

A record stands where the SHA-256 of “seed|reference” puts it, so neither the order of a list nor another
record on it moves anything.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256

Stratum = tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """A record that may be drawn; `family` and `practitioner` are empty where the list does not know them.

    One that is `on_top` takes nobody's place: it is restricted, and whoever may not see it would miss a record.
    """

    reference: str
    stratum: Stratum = ()
    family: str = ""
    practitioner: int | None = None
    on_top: bool = False


@dataclass(frozen=True)
class Drawn:
    """In the order in which they came: those that are read, those next in turn, and those passed over."""

    picks: tuple[Candidate, ...]
    reserves: tuple[Candidate, ...]
    siblings: tuple[Candidate, ...]
    same_practitioner: tuple[Candidate, ...]


def place_in_draw(seed: str, reference: str) -> str:
    return sha256(f"{seed}|{reference}".encode()).hexdigest()


def in_order(pool: Sequence[Candidate], seed: str) -> list[Candidate]:
    return sorted(pool, key=lambda one: place_in_draw(seed, one.reference))


def quotas(sizes: Mapping[Stratum, int], number: int) -> dict[Stratum, int]:
    """How many of each stratum: its share by largest remainder, at least one where that many are drawn.

    None is given more than it holds; what it cannot take goes to the others.
    """
    held = {stratum: size for stratum, size in sorted(sizes.items()) if size}
    total = sum(held.values())
    number = min(number, total)
    given = dict.fromkeys(held, 1 if number >= len(held) else 0)
    for _ in range(number - sum(given.values())):
        with_room = [one for one in held if given[one] < held[one]]
        # Whole numbers compare alike everywhere; the first name settles a tie.
        furthest_below = max(with_room, key=lambda one: number * held[one] - total * given[one])
        given[furthest_below] += 1
    return given


def draw(
    pool: Sequence[Candidate],
    seed: str,
    number: int,
    *,
    siblings_once: bool = True,
    one_a_practitioner: bool = True,
) -> Drawn:
    """The first in order whose stratum has room, one a family and one a practitioner.

    Where a stratum runs out of records that may be taken, the next in order from the others fill up.
    """
    ordered = in_order(pool, seed)
    others = [one for one in ordered if not one.on_top]
    taken = _Taken(siblings_once, one_a_practitioner)
    picked = _first(others or ordered, number, taken)
    by_others = deepcopy(taken)
    if others:
        for one in _on_top(ordered, picked, number):
            if taken.has_room_for(one):
                picked.add(taken.take(one))
    reserves: list[Candidate] = []
    siblings: list[Candidate] = []
    same_practitioner: list[Candidate] = []
    for one in ordered:
        if one.reference in picked:
            continue
        # Why a record was passed over must not tell of one on top.
        known = taken if one.on_top else by_others
        if one.family in known.families:
            siblings.append(one)
        elif one.practitioner in known.practitioners:
            same_practitioner.append(one)
        else:
            reserves.append(one)
    picks = (one for one in ordered if one.reference in picked)
    return Drawn(tuple(picks), tuple(reserves), tuple(siblings), tuple(same_practitioner))


def _first(ordered: Sequence[Candidate], number: int, taken: "_Taken") -> set[str]:
    room = quotas(Counter(one.stratum for one in ordered), number)
    picked: set[str] = set()
    for one in ordered:
        if room.get(one.stratum) and taken.has_room_for(one):
            room[one.stratum] -= 1
            picked.add(taken.take(one))
    for one in ordered:
        if len(picked) < number and one.reference not in picked and taken.has_room_for(one):
            picked.add(taken.take(one))
    return picked


def _on_top(ordered: Sequence[Candidate], picked: Collection[str], number: int) -> list[Candidate]:
    """Those that stand before the last one drawn of their part: as likely to be read as the others are.

    Where the others ran out, all; where a part has no others, those before the last one drawn at all.
    """
    if len(picked) < number:
        return [one for one in ordered if one.on_top]
    parts = {one.stratum for one in ordered if not one.on_top}
    last_of: dict[Stratum, int] = {}
    for at, one in enumerate(ordered):
        if one.reference in picked:
            last_of[one.stratum] = at
    last = {part: last_of.get(part, -1) for part in parts}
    at_all = max(last_of.values(), default=-1)
    return [
        one for at, one in enumerate(ordered) if one.on_top and at < last.get(one.stratum, at_all)
    ]


class _Taken:
    """Whose family and whose practitioner is in the draw already."""

    def __init__(self, siblings_once: bool, one_a_practitioner: bool) -> None:
        self.families: set[str] = set()
        self.practitioners: set[int | None] = set()
        self.siblings_once, self.one_a_practitioner = siblings_once, one_a_practitioner

    def take(self, one: Candidate) -> str:
        if self.siblings_once and one.family:
            self.families.add(one.family)
        if self.one_a_practitioner and one.practitioner is not None:
            self.practitioners.add(one.practitioner)
        return one.reference

    def has_room_for(self, one: Candidate) -> bool:
        return one.family not in self.families and one.practitioner not in self.practitioners
