"""The draw: which records a round reads. Anybody who has the list and the seed can do it again.

A record stands where the SHA-256 of “seed|reference” puts it, so neither the order of a list nor another
record on it moves anything.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qa_app.foundation.statistics.sampling import place_in_draw, quotas

Stratum = tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """A record that may be drawn; `family` and `practitioner` are empty where the list does not know them."""

    reference: str
    stratum: Stratum = ()
    family: str = ""
    practitioner: int | None = None


@dataclass(frozen=True)
class Drawn:
    """In the order in which they came: those that are read, those next in turn, and those passed over."""

    picks: tuple[Candidate, ...]
    reserves: tuple[Candidate, ...]
    siblings: tuple[Candidate, ...]
    same_practitioner: tuple[Candidate, ...]


def in_order(pool: Sequence[Candidate], seed: str) -> list[Candidate]:
    return sorted(pool, key=lambda one: place_in_draw(seed, one.reference))


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
    room = quotas(Counter(one.stratum for one in ordered), number)
    taken = _Taken(siblings_once, one_a_practitioner)
    picked: set[str] = set()
    for one in ordered:
        if room.get(one.stratum) and taken.has_room_for(one):
            room[one.stratum] -= 1
            picked.add(taken.take(one))
    for one in ordered:
        if len(picked) < number and one.reference not in picked and taken.has_room_for(one):
            picked.add(taken.take(one))
    left = [one for one in ordered if one.reference not in picked]
    others = [one for one in left if one.family not in taken.families]
    return Drawn(
        picks=tuple(one for one in ordered if one.reference in picked),
        reserves=tuple(one for one in others if one.practitioner not in taken.practitioners),
        siblings=tuple(one for one in left if one.family in taken.families),
        same_practitioner=tuple(one for one in others if one.practitioner in taken.practitioners),
    )


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
