"""How often auditors and their moderators grade alike: counts first, in sentences."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qa_app.foundation.statistics.agreement.coefficients import Coefficient, gwet
from qa_app.foundation.statistics.agreement.pairs import Pairs, count_pairs, table_of
from qa_app.foundation.statistics.changes import FOR_GRADES, Change, Compared, compare
from qa_app.foundation.statistics.wording import headline_share
from qa_app.insight.rules.series import Series, Settling

# The whole audit stands under no section.
WHOLE = ""
USUAL_GRADES = 4
PERIODS = {"6": 6, "12": 12, "24": 24}
USUAL_PERIOD = "12"


class How(StrEnum):
    """How an audit came to be read again, and how it was read. These are never added to each other."""

    CHANCE_BLIND = "Chosen by chance, read blind"
    CHANCE_OPEN = "Chosen by chance, read openly"
    RULE_BLIND = "Chosen by a rule, read blind"
    RULE_OPEN = "Chosen by a rule, read openly"

    @property
    def is_by_chance(self) -> bool:
        return self in (How.CHANCE_BLIND, How.CHANCE_OPEN)


def how_of(*, by_chance: bool, blind: bool) -> How:
    if by_chance:
        return How.CHANCE_BLIND if blind else How.CHANCE_OPEN
    return How.RULE_BLIND if blind else How.RULE_OPEN


class Found(StrEnum):
    """What a list of audits behind a figure holds."""

    SAME = "The same grade"
    WITHIN_ONE = "Within one grade"
    FURTHER = "Further than one grade apart"
    DIFFERENT = "A different grade"
    HIGHER = "The auditor was higher"
    LOWER = "The auditor was lower"
    CROSSED = "On two sides of the line to good"


@dataclass(frozen=True)
class Pair:
    """One thing that was graded twice: places on its scale, 0 the best; the first `good` are good or better."""

    auditor: int
    moderator: int
    grades: int = USUAL_GRADES
    good: int = 2

    @property
    def apart(self) -> int:
        """Above 0 where the auditor was higher."""
        return self.moderator - self.auditor

    @property
    def is_crossed(self) -> bool:
        return (self.auditor < self.good) != (self.moderator < self.good)

    def is_found(self, found: Found) -> bool:
        return {
            Found.SAME: self.apart == 0,
            Found.WITHIN_ONE: abs(self.apart) <= 1,
            Found.FURTHER: abs(self.apart) > 1,
            Found.DIFFERENT: self.apart != 0,
            Found.HIGHER: self.apart > 0,
            Found.LOWER: self.apart < 0,
            Found.CROSSED: self.is_crossed,
        }[found]


@dataclass(frozen=True)
class Judged:
    """A pair, in which month its audit was handed in, about which concept."""

    pair: Pair
    month: date
    how: How
    concept: str = WHOLE


def counts_of(pairs: Iterable[Pair]) -> Pairs:
    """Counted over all scales, each with its own line to good."""
    tables = [
        count_pairs(table_of(those, grades), good) for (grades, good), those in _by_scale(pairs)
    ]
    return Pairs(
        number=sum(one.number for one in tables),
        same=sum(one.same for one in tables),
        within_one=sum(one.within_one for one in tables),
        higher=sum(one.higher for one in tables),
        lower=sum(one.lower for one in tables),
        crossed=sum(one.crossed for one in tables),
    )


def _by_scale(
    pairs: Iterable[Pair],
) -> Iterable[tuple[tuple[int, int], list[tuple[int, int]]]]:
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for one in pairs:
        found.setdefault((one.grades, one.good), []).append((one.auditor, one.moderator))
    return found.items()


def sentence_of(counted: Pairs, thing: str = "audit") -> str:
    """The counts in plain words, with the range in which the share of the same grade probably lies."""
    number = counted.number
    if not number:
        return f"No {thing} was read again in this way and settled in these months."
    things = f" {thing}s" if number > 1 else f" {thing}"
    said = [f"Moderators gave the same grade in {headline_share(counted.same, number, things)}."]
    if not counted.different:
        return said[0]
    said.append(
        f"In all {number:,} they were within one grade."
        if counted.within_one == number
        else f"In {counted.within_one:,} of {number:,} they were within one grade."
    )
    higher, lower = _times(counted.higher), _times(counted.lower)
    said.append(f"Where they differed, auditors were higher {higher} and lower {lower}.")
    said.append(_crossed(counted))
    return " ".join(said)


def _crossed(counted: Pairs) -> str:
    line = "the line between requires improvement and good"
    if not counted.crossed:
        return f"No difference crossed {line}."
    differences = "difference" if counted.different == 1 else "differences"
    changes = "it changes" if counted.crossed == 1 else "they change"
    return (
        f"{counted.crossed:,} of the {counted.different:,} {differences} crossed {line}, "
        f"so {changes} the headline figure."
    )


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def coefficient_of(pairs: Sequence[Pair]) -> Coefficient | None:
    """Gwet’s AC2 with linear weights, of pairs on the usual four grades; None of fewer than thirty."""
    usual = [(one.auditor, one.moderator) for one in pairs if one.grades == USUAL_GRADES]
    table = table_of(usual)
    return gwet(table) if count_pairs(table).has_coefficient else None


def coefficient_in_words(found: Coefficient) -> str:
    rough = "rough: fewer than 50; " if found.number < 50 else ""
    interval = found.interval
    between = f"95% interval {interval[0]:.2f} to {interval[1]:.2f}; " if interval else ""
    return f"{found.value:.2f} ({rough}{between}from {found.number:,})"


def series_of(judged: Iterable[Judged], settling: Settling, dates: Sequence[date]) -> Series:
    """Each month with how many had the same grade."""
    same: Counter[date] = Counter()
    of: Counter[date] = Counter()
    for one in judged:
        of[one.month] += 1
        same[one.month] += one.pair.apart == 0
    return Series(dates, [settling.month(month, same[month], of[month]) for month in dates])


def change_in(series: Series) -> Compared:
    return compare(series.months, FOR_GRADES)


def change_in_words(found: Compared, series: Series) -> str:
    """Do auditors and moderators agree more often? From which months that is said."""
    match found.change:
        case Change.NOT_ENOUGH_AUDITS:
            return (
                "There is not enough yet to say whether they agree more often: "
                "it takes six settled months and 20 audits in the last six."
            )
        case Change.NO_COMPARISON_YET:
            return (
                "There is nothing to compare agreement with yet: it takes 20 audits in the months "
                "before the last six."
            )
        case Change.RISING:
            begins = "Auditors and moderators agree more often."
        case Change.FALLING:
            begins = "Auditors and moderators agree less often."
        case _:
            begins = "No clear change in how often auditors and moderators agree."
    recent, before = series.said(found.recent), series.said(found.before)
    return f"{begins} The same grade in {recent}; before that, in {before}."
