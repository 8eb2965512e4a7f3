"""Two periods or two places side by side: what is compared, whether it is alike, and what may be said of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.foundation.statistics.wording import share_of
from qa_app.insight.rules.beside import Beside
from qa_app.insight.rules.filters import Period
from qa_app.insight.rules.grade_months import Unlike, unlike_in
from qa_app.insight.rules.grades import WHOLE_AUDITS, Share
from qa_app.insight.rules.proportions import Proportion
from qa_app.rounds.rules.months import months_between, months_on

WHOLE = ""


@dataclass(frozen=True)
class Side:
    """One of the two: its months and its place."""

    period: Period
    place: str = ""
    below: str = ""

    def overlaps(self, other: "Side") -> bool:
        """Whether audits may be counted on both sides, which makes them more alike than they are."""
        months = self.period.first <= other.period.last and other.period.first <= self.period.last
        inside = self.below.startswith(other.below) or other.below.startswith(self.below)
        return months and inside


def before(period: Period) -> Period:
    """As many months, right before."""
    number = months_between(period.first, period.last) + 1
    return Period(months_on(period.first, -number), months_on(period.last, -number))


def names_of(first: Side, second: Side) -> tuple[str, str]:
    """What tells the two apart: their places, their months or both."""
    if first.period == second.period and first.place != second.place:
        return first.place, second.place
    if first.place == second.place:
        return first.period.words, second.period.words
    return tuple(f"{one.place}, {one.period.words}" for one in (first, second))  # type: ignore[return-value]


def beside(
    first: Mapping[tuple[str, date], Share], second: Mapping[tuple[str, date], Share]
) -> list[Beside]:
    """The whole first, then what sections are about in the order of the catalogue; what either side has."""
    lines = []
    for code, name in {WHOLE: WHOLE_AUDITS, **CONCEPTS}.items():
        now, then = (_together(one, code) for one in (first, second))
        if now.of or then.of:
            lines.append(Beside(name, code, then, now))
    return lines


def _together(shares: Mapping[tuple[str, date], Share], code: str) -> Proportion:
    those = [one for (concept, _), one in shares.items() if concept == code]
    return Proportion(sum(one.good for one in those), sum(one.of for one in those))


@dataclass(frozen=True)
class Mix:
    """So many audits of one template, of children with one status, by one kind of auditor."""

    template: str
    status: str
    number: int
    auditor: str = ""


def unlike(first: Iterable[Mix], second: Iterable[Mix], by: str) -> Unlike | None:
    """The template, status or auditor whose part differs most, where it is by more than twenty points."""
    return unlike_in(_counts(second, by), _counts(first, by))


def _counts(mixes: Iterable[Mix], by: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in mixes:
        kind = getattr(one, by)
        counts[kind] = counts.get(kind, 0) + one.number
    return counts


def unlike_in_words(found: Unlike, what: str, names: tuple[str, str]) -> str:
    return (
        f"The two are not made of the same audits: {what} is {found.recent}% of those of {names[0]}, and "
        f"{found.before}% of those of {names[1]}. A difference may come from that, and not from practice."
    )


def sentence_of(lines: Sequence[Beside]) -> str:
    """The first side against the second: what stands apart further than chance puts it; else that nothing does, or that there is too little."""
    apart = [one for one in lines if one.stands_apart]
    if apart:
        said = [f"{one.name}: {_both(one)}." for one in apart]
        return " ".join(["Further apart than chance puts it.", *said])
    if not any(one.is_enough for one in lines):
        return "There are too few graded audits to compare: it takes 10 on either side."
    return f"Nothing lies further apart than chance may put it. {lines[0].name}: {_both(lines[0])}."


def _both(one: Beside) -> str:
    now, then = (share_of(each.count, each.of) for each in (one.now, one.then))
    return f"good or better in {now} against {then}"


def by_chance_in_words(lines: Sequence[Beside]) -> str:
    """How many ranges leave out 0 though nothing differs."""
    number = sum(one.is_enough for one in lines)
    if number < 2:
        return ""
    return (
        f"{number} lines are compared. If nothing differed in practice, about one range in twenty would "
        "still leave out 0 by chance."
    )
