"""Grades by what children are: groups large enough to stand by themselves, and what may be said of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qa_app.children.rules.codes import ETHNIC_GROUPS, GENDERS, NOT_KNOWN
from qa_app.foundation.statistics.shares import likely_difference
from qa_app.foundation.statistics.suppression.tables import Suppressed, suppress
from qa_app.foundation.statistics.wording import LEAST_TO_BE_PLAIN, share_of
from qa_app.insight.rules.beside import LEAST_COMPARED, SURE, stands_apart
from qa_app.insight.rules.filters import POOLED, Period
from qa_app.insight.rules.grades import Scale
from qa_app.insight.rules.proportions import Proportion
from qa_app.rounds.rules.months import months_on

# A group of fewer audits is nearly its children, and is never shown by itself.
LEAST = LEAST_TO_BE_PLAIN
QUARTER = 3


class Characteristic(StrEnum):
    ETHNICITY = "Ethnic group"
    GENDER = "Gender"
    DISABILITY = "Disability"


DISABLED, NOT_DISABLED = "Disabled", "Not disabled"
IN_ORDER = {
    Characteristic.ETHNICITY: (*ETHNIC_GROUPS, NOT_KNOWN),
    Characteristic.GENDER: (*GENDERS, NOT_KNOWN),
    Characteristic.DISABILITY: (DISABLED, NOT_DISABLED, NOT_KNOWN),
}


@dataclass(frozen=True)
class Group:
    """So many graded audits of children of whom the list says the same."""

    ethnic_group: str
    gender: str
    disability: bool | None
    version: int
    grade: str
    number: int

    def is_of(self, by: Characteristic) -> str:
        """What a list does not say is not known, as what nobody knows."""
        if by is Characteristic.DISABILITY:
            if self.disability is None:
                return NOT_KNOWN
            return DISABLED if self.disability else NOT_DISABLED
        said = self.gender if by is Characteristic.GENDER else self.ethnic_group
        return said if said in IN_ORDER[by] else NOT_KNOWN


@dataclass(frozen=True)
class Tally:
    """Of so many graded audits: how many were good or better, and how many had the lowest grade."""

    good: int = 0
    lowest: int = 0
    of: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.good + other.good, self.lowest + other.lowest, self.of + other.of)

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(self.good - other.good, self.lowest - other.lowest, self.of - other.of)

    @property
    def between(self) -> int:
        return self.of - self.good - self.lowest


@dataclass(frozen=True)
class Line:
    """One group, or several that are too small to stand alone, beside all others."""

    name: str
    tally: Tally
    others: Tally

    @property
    def good(self) -> Proportion:
        return Proportion(self.tally.good, self.tally.of)

    @property
    def lowest(self) -> Proportion:
        return Proportion(self.tally.lowest, self.tally.of)

    @property
    def apart(self) -> tuple[float, float] | None:
        return likely_difference(
            (self.tally.good, self.tally.of), (self.others.good, self.others.of), SURE
        )

    @property
    def stands_apart(self) -> bool:
        return stands_apart(self.good, Proportion(self.others.good, self.others.of))


def year_to_quarter(this_month: date) -> Period:
    """Twelve months that end with a quarter: from month to month one could take one year off the next."""
    into_quarter = (this_month.month - 1) % QUARTER
    last = months_on(this_month, -into_quarter - 1)
    return Period(months_on(last, 1 - POOLED), last)


def lines_by(
    by: Characteristic, groups: Iterable[Group], scales: Mapping[int, Scale]
) -> list[Line]:
    """In the order of the list of codes. Nothing where all of them together make one line."""
    tallies: dict[str, Tally] = {}
    for one in groups:
        scale = scales[one.version]
        counted = Tally(
            one.number * (one.grade in scale.good),
            one.number * (one.grade == scale.lowest),
            one.number,
        )
        name = one.is_of(by)
        tallies[name] = tallies.get(name, Tally()) + counted
    in_order = {name: tallies[name] for name in IN_ORDER[by] if name in tallies}
    parted = told_apart(in_order)
    whole = sum(parted.values(), Tally())
    return [Line(name, tally, whole - tally) for name, tally in parted.items()]


def told_apart(tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    """Groups of fewer than ten are drawn together, with the next larger where they are too few even so.

    Nobody can then take the groups that are shown off the whole, to be left with a small one.
    """
    smallest_first = sorted(tallies, key=lambda name: tallies[name].of)
    together: list[str] = []
    for name in smallest_first:
        number = sum(tallies[one].of for one in together)
        if tallies[name].of >= LEAST and (not together or number >= LEAST):
            break
        together.append(name)
    alone = {name: tally for name, tally in tallies.items() if name not in together}
    if not together:
        return alone if len(alone) > 1 else {}
    if not alone:
        return {}
    named = [name for name in tallies if name in together]
    return {**alone, in_words(named): sum((tallies[one] for one in named), Tally())}


def in_words(names: Sequence[str]) -> str:
    """“Black, Other and Not known, together”."""
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}, together"


def sentence_of(by: Characteristic, lines: Sequence[Line]) -> str:
    if not lines:
        return "There are too few graded audits to tell groups apart."
    apart = [one for one in lines if one.stands_apart]
    if not apart:
        compared = [one for one in lines if min(one.tally.of, one.others.of) >= LEAST_COMPARED]
        if not compared:
            return "There are too few graded audits to compare groups: it takes 20 on either side."
        return "No group stands apart from the others further than chance may put it."
    said = [
        f"{one.name}: good or better in {share_of(one.tally.good, one.tally.of)}, and in "
        f"{share_of(one.others.good, one.others.of)} of all others."
        for one in apart
    ]
    return " ".join([f"By {by.value.lower()}, this is further apart than chance puts it.", *said])


COLUMNS = ("Good or better", "Less than good, not the lowest", "The lowest grade", "All")


def as_it_may_leave(lines: Sequence[Line]) -> Suppressed | None:
    """Small counts hidden; None where an outsider could still work one of them out."""
    if not lines:
        return None
    found = suppress([(one.tally.good, one.tally.between, one.tally.lowest) for one in lines])
    return found if found.is_safe else None
