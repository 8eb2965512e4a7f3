"""Who was heard in audits, and why others were not: counts and shares, and never what somebody said."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.audits.rules import Part, WhyNot
from qa_app.foundation.statistics.changes import Change, Compared
from qa_app.insight.rules.proportions import NOTHING, Proportion, added, by_key
from qa_app.insight.rules.series import Series, Settling
from qa_app.voices.rules.rates import Row
from qa_app.voices.rules.taking_part import Line, Why

WHO = {
    Part.CHILD: "Children and young people",
    Part.FAMILY: "Families",
    Part.PRACTITIONER: "Practitioners",
}
# As an address names them, with what a list of audits can be narrowed to.
HEARD, NOT_HEARD = "heard", "not-heard"
OUTCOMES = {HEARD: "Heard", NOT_HEARD: "Not heard"}


@dataclass(frozen=True)
class Group:
    """So many audits of one month and place in which somebody was heard, or was not for the same reason."""

    month: date
    place: str
    was_heard: bool
    was_asked: bool
    why: Why | None
    number: int

    @property
    def heard(self) -> Proportion:
        return Proportion(self.number * self.was_heard, self.number)

    @property
    def asked(self) -> Proportion:
        return Proportion(self.number * self.was_asked, self.number)


def of_families(rows: Iterable[Row], part: Part) -> list[Group]:
    """Of children or of families: an audit that asks about neither has no part in it."""
    return [
        Group(
            one.month,
            one.place_then,
            one.took_part,
            one.was_asked,
            None if one.took_part else one.why_not,
            one.number,
        )
        for one in rows
        if one.part is part
    ]


def of_practitioners(lines: Iterable[Line]) -> list[Group]:
    """Heard is who sent what they prepared, talked with the auditor, or took part as the auditor says."""
    return [
        Group(
            one.month,
            one.place,
            one.took_part,
            one.is_invited,
            None if one.took_part else one.why_not,
            one.number,
        )
        for one in lines
    ]


def heard_in(groups: Iterable[Group]) -> Proportion:
    return added(one.heard for one in groups)


def asked_in(groups: Iterable[Group]) -> Proportion:
    return added(one.asked for one in groups)


def heard_by_place(groups: Iterable[Group]) -> dict[str, Proportion]:
    return by_key(groups, lambda one: one.place, lambda one: one.heard)


def reasons_of(groups: Iterable[Group]) -> list[tuple[Why | None, int]]:
    """Why they were not heard, the most frequent first; None where nobody said why."""
    counts: Counter[Why | None] = Counter()
    for one in groups:
        if not one.was_heard:
            counts[one.why] += one.number
    return sorted(counts.items(), key=lambda one: (-one[1], one[0].value if one[0] else ""))


def series_of(
    groups: Iterable[Group], dates: Sequence[date], settling: Settling, *, is_trend: bool
) -> Series:
    """The oldest first."""
    by_month = by_key(groups, lambda one: one.month, lambda one: one.heard)
    counted = [(month, by_month.get(month, NOTHING)) for month in dates]
    months = [
        settling.month(month, one.count, one.of, marked=one.of > 0 and not is_trend)
        for month, one in counted
    ]
    return Series(dates, months)


def sentence_of(heard: Mapping[Part, Proportion], months: str) -> str:
    """Each of the three with what it is of; nothing where no audit counts."""
    said = [f"{WHO[part].lower()} in {one.words}" for part, one in heard.items() if one.of]
    if not said:
        return ""
    *before, last = said
    told = f"{', '.join(before)}, and {last}" if before else last
    return f"Heard in audits of {months}: {told}."


def change_in_words(part: Part, found: Compared, series: Series) -> str:
    who = WHO[part].lower()
    match found.change:
        case Change.NOT_ENOUGH_AUDITS:
            return (
                f"There is not enough yet to say whether {who} are heard more often or less: it takes "
                "six settled months, and 20 audits in the last six."
            )
        case Change.NO_COMPARISON_YET:
            return (
                "There is nothing to compare with yet: it takes six settled months and 20 audits "
                "before the last six."
            )
        case Change.RISING:
            begins = f"{WHO[part]} are heard more often than before."
        case Change.FALLING:
            begins = f"{WHO[part]} are heard less often than before."
        case _:
            begins = "No clear change."
    recent, before = series.said(found.recent), series.said(found.before)
    return f"{begins} Heard in {recent}; before that, in {before}."


@dataclass(frozen=True)
class Narrowed:
    """To the audits in which somebody was heard or not, why not, and what they said of the difference made."""

    part: Part
    heard: str = ""
    why: WhyNot | None = None
    better: str = ""
