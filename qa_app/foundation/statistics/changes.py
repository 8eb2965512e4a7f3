"""Has it changed? The last six months together, against the twelve before them.

One rule for every share: good or better, completion, themes. It speaks when the gap is at least ten points
and so large that chance would make it in fewer than one look in 200.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from qa_app.foundation.statistics.months import Month, pooled, used_of, widening
from qa_app.foundation.statistics.shares import likely_range
from qa_app.foundation.statistics.tails import hypergeometric_tails, normal_of_tail


class Change(StrEnum):
    NOT_ENOUGH_AUDITS = "not enough audits yet"
    NO_COMPARISON_YET = "no comparison yet"
    RISING = "rising"
    FALLING = "falling"
    PERSISTENT = "persistent"
    NO_CLEAR_CHANGE = "no clear change"


@dataclass(frozen=True)
class Rule:
    """Every number of the rule. Shares are in whole points, so that ten points are exactly ten."""

    recent_months: int = 6
    before_months: int = 12
    least_before: int = 6
    least_audits: int = 20
    chance: float = 0.005
    least_points: int = 10
    least_counted: int = 3
    common_from: int = 20
    may_persist: bool = True


USUAL = Rule()
# Of good or better, and of completion, a high share that stays is no trouble that persists.
FOR_GRADES = Rule(may_persist=False)


@dataclass(frozen=True)
class Window:
    """Months from `first` up to and without `end`, as places in the series, and what they count together."""

    first: int
    end: int
    count: int
    of: int

    @property
    def months(self) -> int:
        return self.end - self.first

    @property
    def share(self) -> float | None:
        return self.count / self.of if self.of else None


@dataclass(frozen=True)
class Compared:
    """What was found, from which months. Chances are None where there was nothing to compare with."""

    change: Change
    recent: Window
    before: Window
    # Months before that a rule may use, or that had no audits.
    months_before: int
    recent_low: float | None = None
    chance_up: float | None = None
    chance_down: float | None = None
    widened: float = 1.0
    needed: float | None = None
    is_newly_seen: bool = False

    @property
    def gap(self) -> float | None:
        """The recent share less the one before."""
        if self.recent.share is None or self.before.share is None:
            return None
        return self.recent.share - self.before.share


def compare(months: Sequence[Month], rule: Rule = USUAL) -> Compared:
    """Judge the series at its last settled month.

    Months at the end that are not over or still wait for moderation are not looked at yet: six settled months
    come before them. Months inside that are marked or wait are left out, and the windows grow no longer for it.
    The series begins with its first audit.
    """
    first, end = _first_with_audits(months), _end_of_settled(months)
    divide = max(first, end - rule.recent_months)
    recent = _window(months, divide, end)
    before = _window(months, max(first, divide - rule.before_months), divide)
    counted_before = _months_that_count(months, before)
    found = Compared(Change.NOT_ENOUGH_AUDITS, recent, before, counted_before)
    enough = _months_that_count(months, recent) + counted_before >= rule.recent_months
    if recent.of < rule.least_audits or not enough:
        return found
    likely = likely_range(recent.count, recent.of, 0.9)
    low = likely[0] if likely else None
    if counted_before < rule.least_before or before.of < rule.least_audits:
        change = _persistent(recent, rule) or Change.NO_COMPARISON_YET
        return Compared(change, recent, before, counted_before, low)
    up, down = chances(recent, before)
    widened = _widened([*months[before.first : before.end], *months[recent.first : recent.end]])
    needed = normal_of_tail(rule.chance) * widened
    change = (
        _moved(recent, before, up, down, needed, rule)
        or _persistent(recent, rule)
        or Change.NO_CLEAR_CHANGE
    )
    newly = before.count == 0 and recent.count >= rule.least_counted
    return Compared(change, recent, before, counted_before, low, up, down, widened, needed, newly)


def chances(recent: Window, before: Window) -> tuple[float, float]:
    """How often chance alone makes the recent share as high, and as low: Fisher’s exact test, mid-p."""
    below, here, above = hypergeometric_tails(
        recent.count, recent.of, recent.count + before.count, recent.of + before.of
    )
    return above + here / 2, below + here / 2


def _moved(
    recent: Window, before: Window, up: float, down: float, needed: float, rule: Rule
) -> Change | None:
    # In whole numbers: thirty of a hundred less twenty of a hundred are ten points, and no hair less.
    points = 100 * (recent.count * before.of - before.count * recent.of)
    enough = rule.least_points * recent.of * before.of
    rises = points >= enough and recent.count >= rule.least_counted
    falls = -points >= enough and before.count >= rule.least_counted
    if rises and normal_of_tail(up) > needed:
        return Change.RISING
    return Change.FALLING if falls and normal_of_tail(down) > needed else None


def _persistent(recent: Window, rule: Rule) -> Change | None:
    """Common for certain: even the low end of the 90% range is."""
    likely = likely_range(recent.count, recent.of, 0.9)
    is_common = likely is not None and 100 * likely[0] >= rule.common_from
    return Change.PERSISTENT if rule.may_persist and is_common else None


def _widened(months: Sequence[Month]) -> float:
    used = used_of(months)
    return widening(used, pooled(used))


def _window(months: Sequence[Month], first: int, end: int) -> Window:
    used = used_of(months[first:end])
    return Window(first, end, sum(one.count for one in used), sum(one.of for one in used))


def _months_that_count(months: Sequence[Month], window: Window) -> int:
    """Months of the calendar, those without audits among them, less those left out."""
    return sum(one.is_used or not one.of for one in months[window.first : window.end])


def _first_with_audits(months: Sequence[Month]) -> int:
    return next((at for at, one in enumerate(months) if one.of), len(months))


def _end_of_settled(months: Sequence[Month]) -> int:
    end = len(months)
    while end and months[end - 1].is_provisional:
        end -= 1
    return end
