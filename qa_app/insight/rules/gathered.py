"""Grades as they were counted at once, and everything that a page adds up of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, TypeVar

from qa_app.children.rules.ages import AgeBand
from qa_app.insight.rules.auditors import AuditorKind
from qa_app.insight.rules.filters import Period, Picked
from qa_app.insight.rules.grades import Group, OfChildren, Scale, Share

Of = TypeVar("Of", bound=Hashable)
# What a chart of months shows beside the trend: months in which nothing else was audited.
SHOWN = (Picked.USUAL, Picked.APART)


class Alike(NamedTuple):
    """How many audits are alike in all that a page asks of them."""

    month: date
    place: str
    status: str
    age: AgeBand | None
    version: int
    grade: str | None
    impact: str | None
    picked: Picked
    auditor: AuditorKind
    number: int


@dataclass(frozen=True)
class Gathered:
    """However they were picked; what is asked of it counts those that were picked as its page says."""

    alike: Sequence[Alike]
    scales: Mapping[int, Scale]
    picked: Picked

    def within(self, period: Period) -> "Gathered":
        kept = [one for one in self.alike if period.first <= one.month <= period.last]
        return replace(self, alike=kept)

    @property
    def groups(self) -> list[Group]:
        """By month, version, grade and difference made."""
        shown = SHOWN if self.picked is Picked.USUAL else (self.picked,)
        found: Counter[tuple[date, int, str | None, str | None, Picked]] = Counter()
        for one in self.alike:
            if one.picked in shown:
                found[one.month, one.version, one.grade, one.impact, one.picked] += one.number
        return [Group(*of, number) for of, number in found.items()]

    @property
    def picked_otherwise(self) -> dict[Picked, int]:
        """How many are graded of those that were picked in another way, and so are in no figure beside these."""
        found: Counter[Picked] = Counter()
        for one in self.alike:
            if one.picked is not self.picked and one.grade is not None:
                found[one.picked] += one.number
        return dict(found)

    @property
    def by_auditor(self) -> Counter[tuple[date, str]]:
        """How many of a month were graded by each kind of auditor, by its name."""
        shares = self._shares(lambda one: (one.month, one.auditor.name))
        return Counter({of: share.of for of, share in shares.items()})

    @property
    def by_place(self) -> dict[str, Share]:
        return self._shares(lambda one: one.place)

    @property
    def by_child(self) -> list[OfChildren]:
        """By month, and by the status and the age that children had when the audit was begun."""
        found = self._shares(lambda one: (one.month, one.status, one.age))
        return [OfChildren(*of, share) for of, share in found.items()]

    def _shares(self, of: Callable[[Alike], Of]) -> dict[Of, Share]:
        groups: dict[Of, list[Alike]] = defaultdict(list)
        for one in self.alike:
            if one.picked is self.picked and one.grade is not None:
                groups[of(one)].append(one)
        return {key: self._share(those) for key, those in groups.items()}

    def _share(self, alike: Iterable[Alike]) -> Share:
        good = number = 0
        for one in alike:
            number += one.number
            good += one.number * (one.grade in self.scales[one.version].good)
        return Share(good, number)
