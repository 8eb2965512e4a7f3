"""Who reads which record: everything is given out, nobody more than one from their share.

Records that the same people may read are one crowd. Crowds, people and their room make a flow network:
where an allocation exists that breaks no rule, the largest flow finds it, and where none exists the
smallest cut says which records too few people may read.
"""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor

Room = Mapping[int, tuple[int, int]]


@dataclass
class Flow:
    """How many records of each crowd each person has been given."""

    given: list[dict[int, int]]
    load: dict[int, int]
    waiting: list[int]


@dataclass(frozen=True)
class Balance:
    """Who reads each record, in the order of the records; None where nobody may or has room.

    `stuck` are records that could go only to `full`, who have no room for them all. `idle` are people who
    could not be given their share. `within_share` says whether nobody is more than one from it.
    """

    readers: tuple[int | None, ...]
    stuck: tuple[int, ...] = ()
    full: tuple[int, ...] = ()
    idle: tuple[int, ...] = ()
    within_share: bool = True

    @property
    def is_whole(self) -> bool:
        return None not in self.readers and self.within_share


@dataclass
class _Network:
    crowds: list[tuple[int, ...]]
    sizes: list[int]
    turns: Mapping[int, str]
    flow: Flow = field(init=False)

    def __post_init__(self) -> None:
        people = {person for crowd in self.crowds for person in crowd}
        self.flow = Flow([{} for _ in self.crowds], dict.fromkeys(people, 0), [*self.sizes])

    def fill(self, most: Mapping[int, int], prefer: Mapping[int, float]) -> None:
        """Give out as much as goes, nobody above their most; whoever has least of their share comes first."""
        for crowd, _ in enumerate(self.crowds):
            while self.flow.waiting[crowd] and self._augment(crowd, most, prefer):
                pass

    def _augment(self, start: int, most: Mapping[int, int], prefer: Mapping[int, float]) -> bool:
        """One record more of this crowd, moving others aside where that makes room."""
        came_from: dict[int, tuple[int, int | None]] = {}
        queue: deque[tuple[int, int | None]] = deque([(start, None)])
        seen = {start}
        while queue:
            crowd, moved = queue.popleft()
            new = [one for one in self.crowds[crowd] if one not in came_from]
            for one in new:
                came_from[one] = (crowd, moved)
            free = [one for one in new if self.flow.load[one] < most.get(one, 0)]
            if free:
                self._move(min(free, key=lambda one: self._fullness(one, prefer)), came_from)
                return True
            for one in new:
                for other, given in enumerate(self.flow.given):
                    if given.get(one) and other not in seen:
                        seen.add(other)
                        queue.append((other, one))
        return False

    def _fullness(self, one: int, prefer: Mapping[int, float]) -> tuple[float, str, int]:
        return round(self.flow.load[one] - prefer.get(one, 0), 9), self.turns.get(one, ""), one

    def _move(self, last: int, came_from: Mapping[int, tuple[int, int | None]]) -> None:
        self.flow.load[last] += 1
        person: int | None = last
        while person is not None:
            crowd, moved = came_from[person]
            self.flow.given[crowd][person] = self.flow.given[crowd].get(person, 0) + 1
            if moved is None:
                self.flow.waiting[crowd] -= 1
            else:
                self.flow.given[crowd][moved] -= 1
            person = moved

    def beyond(self, start: Collection[int]) -> tuple[set[int], set[int]]:
        """The crowds and people whom records of these crowds reach, moving others aside."""
        crowds, people, queue = {*start}, set(), deque(start)
        while queue:
            for person in self.crowds[queue.popleft()]:
                if person in people:
                    continue
                people.add(person)
                for other, given in enumerate(self.flow.given):
                    if given.get(person) and other not in crowds:
                        crowds.add(other)
                        queue.append(other)
        return crowds, people


def balance(
    may_read: Sequence[Collection[int]],
    shares: Mapping[int, float],
    turns: Mapping[int, str] | None = None,
) -> Balance:
    """For each record the people who may read it; for each person how many would be their share.

    Where two have had as much of their share, whoever's turn is first comes first.
    """
    turns = turns or {}
    tight = _try(may_read, shares, _tight(shares), turns)
    return tight if tight.is_whole else _try(may_read, shares, _loose(shares), turns)


def _tight(shares: Mapping[int, float]) -> dict[int, tuple[int, int]]:
    return {one: (floor(share), ceil(share)) for one, share in shares.items()}


def _loose(shares: Mapping[int, float]) -> dict[int, tuple[int, int]]:
    return {one: (max(ceil(share - 1), 0), floor(share + 1)) for one, share in shares.items()}


def _try(
    may_read: Sequence[Collection[int]],
    shares: Mapping[int, float],
    room: Room,
    turns: Mapping[int, str],
) -> Balance:
    """First everybody their least, then what is left up to their most: later moves take from nobody."""
    records = _crowds(may_read, shares)
    network = _Network([*records], [len(each) for each in records.values()], turns)
    network.fill({one: least for one, (least, _) in room.items()}, shares)
    idle = [one for one, (least, _) in room.items() if network.flow.load.get(one, 0) < least]
    network.fill({one: most for one, (_, most) in room.items()}, shares)
    waiting = [crowd for crowd, number in enumerate(network.flow.waiting) if number]
    stuck, full = network.beyond(waiting) if waiting else (set(), set())
    members = [*records.values()]
    return Balance(
        readers=_readers(len(may_read), members, network.flow),
        stuck=tuple(sorted(record for crowd in stuck for record in members[crowd])),
        full=tuple(sorted(full)),
        idle=tuple(one for one in idle if network.flow.load.get(one, 0) < room[one][0]),
        within_share=not idle,
    )


def _crowds(
    may_read: Sequence[Collection[int]], shares: Mapping[int, float]
) -> dict[tuple[int, ...], list[int]]:
    """Records by who may read them; the fewest readers first, so that fewer are moved aside later."""
    crowds: dict[tuple[int, ...], list[int]] = {}
    for record, people in enumerate(may_read):
        crowds.setdefault(tuple(sorted(one for one in people if one in shares)), []).append(record)
    return dict(sorted(crowds.items(), key=lambda each: (len(each[0]), each[0])))


def _readers(number: int, members: Sequence[Sequence[int]], flow: Flow) -> tuple[int | None, ...]:
    readers: list[int | None] = [None] * number
    for records, given in zip(members, flow.given, strict=True):
        queue = [person for person, many in sorted(given.items()) for _ in range(many)]
        for record, person in zip(records, queue, strict=False):
            readers[record] = person
    return tuple(readers)
