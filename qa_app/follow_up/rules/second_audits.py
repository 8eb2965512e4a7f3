"""Which records are audited a second time, and what became of them since."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

from qa_app.audit_templates.rules import Template
from qa_app.foundation.statistics.wording import share_of

LONGEST_WHY = 500
# At once, because who may read each of them is looked up.
MOST_TOGETHER = 10
# Records that come back within these weeks are listed, so that a round can be filled in time.
LOOKED_AHEAD = timedelta(weeks=4)
# Whatever was submitted longer ago than this no longer comes back by itself.
LOOKED_BACK = timedelta(weeks=52)


# Of rounds that nobody closed, so many are offered besides those that still run.
NEWEST = 3


class Why(StrEnum):
    """Why a record is audited a second time."""

    LOW = "The audit was inadequate"
    SAMPLED = "Chosen by chance"
    ASKED = "Asked for by the people who plan audits"


class Outcome(StrEnum):
    """What the second auditor found of an action from the first audit."""

    DONE = "Done"
    PARTLY = "Partly done"
    NOT_DONE = "Not done"
    NO_LONGER_RIGHT = "No longer right"


class Moved(StrEnum):
    HIGHER = "Higher"
    SAME = "The same"
    LOWER = "Lower"


def is_sampled(public_id: str, share_of_hundred: int) -> bool:
    """By chance, and the same each time it is asked."""
    drawn = int(sha256(f"second audit {public_id}".encode()).hexdigest(), 16) % 100
    return drawn < share_of_hundred


def why_again(public_id: str, *, is_low: bool, share_of_hundred: int) -> Why | None:
    if is_low:
        return Why.LOW
    return Why.SAMPLED if is_sampled(public_id, share_of_hundred) else None


def due_again(submitted_on: date, weeks: int) -> date:
    return submitted_on + timedelta(weeks=weeks)


@dataclass(frozen=True)
class Graded:
    """A section of an audit, or the whole of it, with its place on the scale: 0 is the best."""

    section: str
    heading: str
    concept: str
    grade: str
    rank: int


@dataclass(frozen=True)
class ThenAndNow:
    """A section that both audits graded on scales of the same grades."""

    section: str
    heading: str
    # What the first audit called it, where its template had another section about the same.
    heading_then: str
    then: str
    now: str
    moved: Moved


WHOLE, WHOLE_HEADING = "", "The whole audit"


def graded_in(
    template: Template, grades: Mapping[str, str | None], whole: str | None
) -> list[Graded]:
    """As they were graded, in the order of the template; the whole of it first."""
    ranks = {one.code: (number, one.words) for number, one in enumerate(template.scale)}
    found = []
    if whole in ranks:
        rank, words = ranks[str(whole)]
        found.append(Graded(WHOLE, WHOLE_HEADING, WHOLE, words, rank))
    for section in template.sections:
        grade = grades.get(section.id)
        if grade in ranks:
            rank, words = ranks[str(grade)]
            found.append(Graded(section.id, section.heading, section.concept, words, rank))
    return found


def then_and_now(first: Sequence[Graded], second: Sequence[Graded]) -> list[ThenAndNow]:
    """By the same section; where the templates differ, by what sections are about."""
    by_section = {one.section: one for one in first}
    by_concept: dict[str, Graded] = {}
    for one in first:
        by_concept.setdefault(one.concept, one)
    pairs = [(by_section.get(one.section) or by_concept.get(one.concept), one) for one in second]
    return [
        ThenAndNow(
            now.section,
            now.heading,
            then.heading,
            then.grade,
            now.grade,
            moved(then.rank, now.rank),
        )
        for then, now in pairs
        if then is not None
    ]


def moved(then: int, now: int) -> Moved:
    if then == now:
        return Moved.SAME
    return Moved.HIGHER if now < then else Moved.LOWER


def to_explain(told: Iterable[ThenAndNow], explained: Collection[str]) -> list[ThenAndNow]:
    """Where a grade differs and nobody has said why."""
    return [one for one in told if one.moved is not Moved.SAME and one.section not in explained]


def headline_of(told: Sequence[ThenAndNow]) -> Moved | None:
    """Of the whole, where both judged that; else of the sections together."""
    whole = next((one.moved for one in told if one.section == WHOLE), None)
    if whole or not told:
        return whole
    counts = Counter(one.moved for one in told)
    better, worse = counts[Moved.HIGHER], counts[Moved.LOWER]
    if better == worse:
        return Moved.SAME
    return Moved.HIGHER if better > worse else Moved.LOWER


@dataclass(frozen=True)
class BeforeAndAfter:
    """Of so many pairs."""

    of: int
    moved: Counter[Moved]
    not_comparable: int = 0

    @property
    def sentence(self) -> str:
        if not self.of:
            return "No record that was graded in both audits has been audited a second time yet."
        higher, lower = self.moved[Moved.HIGHER], self.moved[Moved.LOWER]
        said = share_of(higher, self.of, " records that were audited twice")
        verb = "was" if higher == 1 else "were"
        rest = f"{self.moved[Moved.SAME]} stayed the same and {lower} {'was' if lower == 1 else 'were'} lower"
        told = f"{said} {verb} graded higher the second time. {rest}."
        if not self.not_comparable:
            return told
        have = "has" if self.not_comparable == 1 else "have"
        return f"{told} {self.not_comparable} more {have} no section that was graded in both."


def before_and_after(told: Iterable[Sequence[ThenAndNow]]) -> BeforeAndAfter:
    headlines = [headline_of(one) for one in told]
    counts = Counter(one for one in headlines if one)
    return BeforeAndAfter(counts.total(), counts, len(headlines) - counts.total())


def by_heading(told: Iterable[Sequence[ThenAndNow]]) -> list[tuple[str, Counter[Moved]]]:
    """How sections moved, the most often compared first."""
    counts: dict[str, Counter[Moved]] = {}
    for pair in told:
        for one in pair:
            counts.setdefault(one.heading, Counter())[one.moved] += 1
    return sorted(counts.items(), key=lambda one: (-one[1].total(), one[0]))


def why_not_together(number: int, without_reader: int) -> str:
    """Nothing where so many can be given out at once."""
    if number > MOST_TOGETHER:
        return f"Select {MOST_TOGETHER} records or fewer"
    if without_reader:
        return "Untick the records for which the round has nobody, and choose somebody for each by name"
    return ""


def that_matter(due: Sequence[date], today: date) -> list[int]:
    """Of rounds in their order: the places of those that still run, and of the first few."""
    return [place for place, one in enumerate(due) if one >= today or place < NEWEST]
