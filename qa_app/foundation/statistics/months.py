"""Months as rules see them: so many of how many, and whether a rule may use them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_app.foundation.statistics.moving_ranges import spread_beyond_chance

MONTHS_TO_BE_SURE = 12
# Of fewer audits a month the spread beyond chance cannot be told from chance.
AUDITS_TO_MEASURE_SPREAD = 15


@dataclass(frozen=True)
class Month:
    """So many of how many. Whoever counts says which months no rule may use.

    `waiting`: audits that still wait for moderation, so that the month may yet change; `elsewhere`: others of
    the same month that wait, which are not counted here. `unfinished`: the month is not over. `marked`: a themed
    month, a dip sample, one strict auditor's batch; it is shown, and left out.
    """

    count: int
    of: int
    waiting: int = 0
    marked: bool = False
    unfinished: bool = False
    elsewhere: int = 0

    @property
    def is_provisional(self) -> bool:
        """Not settled. What waits elsewhere counts too, so that a team and its service compare the same months."""
        return self.unfinished or self.waiting > 0 or self.elsewhere > 0

    @property
    def is_used(self) -> bool:
        """May a rule use it? A month without audits says nothing."""
        return self.of > 0 and not self.is_provisional and not self.marked

    @property
    def share(self) -> float | None:
        return self.count / self.of if self.of else None


def used_of(months: Iterable[Month]) -> list[Month]:
    return [one for one in months if one.is_used]


def pooled(months: Iterable[Month]) -> float | None:
    """All audits of the months together."""
    those = list(months)
    of = sum(one.of for one in those)
    return sum(one.count for one in those) / of if of else None


def widening(used: Sequence[Month], centre: float | None) -> float:
    """1, or the spread beyond chance where a year of enough audits can show it."""
    audits = sum(one.of for one in used)
    if len(used) < MONTHS_TO_BE_SURE or audits < AUDITS_TO_MEASURE_SPREAD * len(used):
        return 1.0
    counts = [(one.count, one.of) for one in used]
    return max(1.0, spread_beyond_chance(counts, centre or 0.0) or 1.0)
