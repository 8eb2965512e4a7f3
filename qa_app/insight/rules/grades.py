"""Grades counted together: what is good or better of how many, and the sentences that carry it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.children.rules.ages import AgeBand
from qa_app.foundation.statistics.shares import likely_range
from qa_app.foundation.statistics.wording import is_enough
from qa_app.insight.rules.filters import Picked

SECTION = "section-"
WHOLE_AUDITS = "Whole audits"
# Beside the grades of a scale, what a list behind a figure can be narrowed to.
BETTER, LESS, LOWEST = "good-or-better", "less-than-good", "lowest"
NARROWED = {
    BETTER: "Good or better",
    LESS: "Less than good",
    LOWEST: "The lowest grade of its scale",
}


@dataclass(frozen=True)
class About:
    """Of what the grades are: the whole audit, all sections about one thing, or one section of a template."""

    concept: str = ""
    section: str = ""
    heading: str = ""

    @property
    def is_whole(self) -> bool:
        return not (self.concept or self.section)

    @property
    def words(self) -> str:
        return self.heading or CONCEPTS.get(self.concept, WHOLE_AUDITS)


WHOLE = About()


@dataclass(frozen=True)
class Scale:
    """Codes and words, the best first; the first `good_or_better` are good or better."""

    codes: tuple[str, ...]
    words: tuple[str, ...]
    good: tuple[str, ...]

    @property
    def lowest(self) -> str:
        """Nothing where even the lowest grade is good."""
        return self.codes[-1] if self.codes and self.codes[-1] not in self.good else ""


def scale_from(content: Iterable[Mapping[str, Any]] | None) -> Scale:
    """As a version of a template keeps it."""
    grades = list(content or ())
    return Scale(
        tuple(one["grade"] for one in grades),
        tuple(one["words"] for one in grades),
        tuple(one["grade"] for one in grades if one["counts_as_good"]),
    )


@dataclass(frozen=True)
class Share:
    """So many good or better of how many that were graded."""

    good: int = 0
    of: int = 0

    @property
    def likely(self) -> str:
        """“40% and 89%”; nothing of fewer than five."""
        ends = likely_range(self.good, self.of) if is_enough(self.of) else None
        return f"{ends[0]:.0%} and {ends[1]:.0%}" if ends else ""

    def __add__(self, other: "Share") -> "Share":
        return Share(self.good + other.good, self.of + other.of)


NONE = Share()


@dataclass(frozen=True)
class Group:
    """How many audits of a month had one grade and one difference made, with one version."""

    month: date
    version: int
    grade: str | None
    impact: str | None
    picked: Picked
    number: int


@dataclass(frozen=True)
class OfChildren:
    """A share of a month’s audits of children of one status and age; None where that is not known."""

    month: date
    status: str
    age: AgeBand | None
    share: Share


def share_of_groups(groups: Iterable[Group], scales: Mapping[int, Scale]) -> Share:
    """What has no grade is not counted."""
    good = of = 0
    for one in groups:
        if one.grade is not None:
            of += one.number
            good += one.number * (one.grade in scales[one.version].good)
    return Share(good, of)
