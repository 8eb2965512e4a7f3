"""Who would read what, which rules stand in the way, and what would help."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from qa_app.foundation.statistics.sampling import place_in_draw
from qa_app.rounds.rules.balancing import Balance, balance
from qa_app.rounds.rules.independence import MAY_BE_WAIVED, Auditor, Bar, Record, Within, bar
from qa_app.rounds.rules.shares import Time, shares


@dataclass(frozen=True)
class Trouble:
    """Records that cannot all be given out, and the rules that keep others from reading them."""

    records: tuple[int, ...]
    may_read: tuple[int, ...]
    bars: tuple[tuple[Bar, int], ...]


@dataclass(frozen=True)
class Proposal:
    """For each record who reads it; `bars` is why each auditor may not, by record and person."""

    balance: Balance
    shares: Mapping[int, float]
    bars: Sequence[Mapping[int, Bar]]
    trouble: Trouble | None
    # Without which of the rules that a council may waive everything could be given out.
    would_help: tuple[Bar, ...]

    @property
    def is_whole(self) -> bool:
        return self.balance.is_whole

    @property
    def left(self) -> int:
        return self.balance.readers.count(None)


def propose(
    records: Sequence[Record],
    auditors: Sequence[Auditor],
    times: Mapping[int, Time],
    within: Within,
    waived: Collection[Bar] = (),
    seed: str = "",
) -> Proposal:
    """With the seed of the draw, whoever comes first of equals is left to chance as well."""
    share = shares(times, len(records))
    present = [one for one in auditors if one.person in share]
    bars = [_bars(record, present, within, waived) for record in records]
    turns = {one: place_in_draw(seed, f"auditor {one}") for one in share}
    found = _balance(bars, share, turns)
    return Proposal(
        balance=found,
        shares=share,
        bars=bars,
        trouble=_trouble(found, bars),
        would_help=() if found.is_whole else _would_help(records, present, share, within, waived),
    )


def _bars(
    record: Record, auditors: Sequence[Auditor], within: Within, waived: Collection[Bar]
) -> dict[int, Bar]:
    found = {one.person: bar(one, record, within) for one in auditors}
    return {person: why for person, why in found.items() if why and why not in waived}


def _balance(
    bars: Sequence[Mapping[int, Bar]],
    share: Mapping[int, float],
    turns: Mapping[int, str] | None = None,
) -> Balance:
    return balance([[one for one in share if one not in barred] for barred in bars], share, turns)


def _trouble(found: Balance, bars: Sequence[Mapping[int, Bar]]) -> Trouble | None:
    if not found.stuck:
        return None
    counted = Counter(why for record in found.stuck for person, why in bars[record].items())
    return Trouble(found.stuck, found.full, tuple(counted.most_common()))


def _would_help(
    records: Sequence[Record],
    auditors: Sequence[Auditor],
    share: Mapping[int, float],
    within: Within,
    waived: Collection[Bar],
) -> tuple[Bar, ...]:
    return tuple(
        one
        for one in MAY_BE_WAIVED
        if one not in waived
        and _balance(
            [_bars(each, auditors, within, {*waived, one}) for each in records], share
        ).is_whole
    )


@dataclass(frozen=True)
class Told:
    """A proposal as somebody may be told of it: over the records that they may see."""

    drawn: int
    given: int
    stuck: int
    bars: tuple[tuple[Bar, int], ...]
    loads: Mapping[int, int]
    shares: Mapping[int, float]
    idle: tuple[int, ...]
    is_whole: bool
    would_help: tuple[Bar, ...]

    @property
    def left(self) -> int:
        return self.drawn - self.given


def told_of(proposal: Proposal, seen: Collection[int], *, sees_all: bool) -> Told:
    """To whoever may not see every record nothing is said that a hidden one could have changed.

    That is so of who has less than their share and of which rule would help: both weigh all records.
    """
    readers = [proposal.balance.readers[at] for at in seen]
    loads = Counter(one for one in readers if one is not None)
    stuck = sorted({*proposal.balance.stuck} & {*seen})
    bars = Counter(why for at in stuck for why in proposal.bars[at].values())
    left = [at for at in seen if proposal.balance.readers[at] is None]
    in_the_way = {why for at in left for why in proposal.bars[at].values()}
    of_all = len(proposal.bars)
    return Told(
        drawn=len(readers),
        given=sum(loads.values()),
        stuck=len(stuck),
        bars=tuple(bars.most_common()),
        loads=loads,
        shares={
            person: round(share * len(readers) / of_all, 6) if of_all else 0.0
            for person, share in proposal.shares.items()
        },
        idle=proposal.balance.idle if sees_all else (),
        is_whole=proposal.is_whole if sees_all else not left,
        would_help=proposal.would_help
        if sees_all
        else tuple(one for one in MAY_BE_WAIVED if one in in_the_way),
    )
