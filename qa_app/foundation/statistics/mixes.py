"""Are two periods made of the same things? Shares of unlike mixes differ for no reason of practice."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Kind = TypeVar("Kind", bound=Hashable)

# A kind whose part of all audits moves by more than so many points makes two periods unlike.
MOST_POINTS = 20


@dataclass(frozen=True)
class Moved(Generic[Kind]):
    """The kind whose part of all moved furthest; `points` is above 0 where there is more of it now."""

    kind: Kind
    points: float
    is_unlike: bool


def moved_most(before: Mapping[Kind, int], recent: Mapping[Kind, int]) -> Moved[Kind] | None:
    """Of templates, statuses or kinds of auditor, how many audits had each. None where a period had none.

    Of two that moved as far the one that comes first is named.
    """
    all_before, all_recent = sum(before.values()), sum(recent.values())
    if not all_before or not all_recent:
        return None
    # In whole numbers, so that twenty points are exactly twenty.
    moves = {
        kind: recent.get(kind, 0) * all_before - before.get(kind, 0) * all_recent
        for kind in {**before, **recent}
    }
    kind = max(moves, key=lambda one: abs(moves[one]))
    whole = all_before * all_recent
    is_unlike = 100 * abs(moves[kind]) > MOST_POINTS * whole
    return Moved(kind, 100 * moves[kind] / whole, is_unlike)
