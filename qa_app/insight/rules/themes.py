"""Themes over time: how often each was found, of the audits that asked about it, and what became of that."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from qa_app.audit_templates.rules import Template
from qa_app.audit_templates.rules.asking import Theme, concepts_asked, is_asked
from qa_app.audits.rules import FindingKind
from qa_app.audits.rules.then import Then
from qa_app.foundation.statistics.changes import Change, Compared, compare
from qa_app.foundation.statistics.themes import ThemeState, theme_state
from qa_app.insight.rules.series import Series, Settling

# A month, or the path of a place.
Of = TypeVar("Of", date, str)


@dataclass(frozen=True)
class Alike:
    """What decides which themes an audit asks about; all audits that share it ask about the same.

    `age` is the youngest of the ages that ask alike, `shown` are sections that hang on an answer.
    """

    version_id: int
    status: str = ""
    on_plan: bool = False
    age: int | None = None
    shown: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Audits(Generic[Of]):
    """So many audits of a month, or of a place, that ask alike."""

    of: Of
    alike: Alike
    number: int
    # The name of the kind of auditor, where that was asked.
    auditor: str = ""


@dataclass(frozen=True)
class Found(Generic[Of]):
    """So many of them found a theme, as a strength or as an area for development."""

    of: Of
    alike: Alike
    kind: FindingKind
    theme: str
    number: int


class Asking:
    """Which themes audits ask about, worked out once for all audits that are alike."""

    def __init__(self, templates: Mapping[int, Template], themes: Sequence[Theme]) -> None:
        self.templates, self.themes = templates, themes
        self._known: dict[Alike, frozenset[str]] = {}

    def themes_of(self, alike: Alike) -> frozenset[str]:
        if alike not in self._known:
            facts = Then(alike.status, alike.on_plan, alike.age).facts
            concepts = concepts_asked(self.templates[alike.version_id], facts, alike.shown)
            asked = (one.code for one in self.themes if is_asked(one, concepts, facts))
            self._known[alike] = frozenset(asked)
        return self._known[alike]


@dataclass
class Tally(Generic[Of]):
    """Of one theme: audits that asked about it, those that found it, and those that found it unasked."""

    asked: Counter[Of] = field(default_factory=Counter)
    found: dict[FindingKind, Counter[Of]] = field(default_factory=lambda: defaultdict(Counter))
    unasked: Counter[tuple[FindingKind, Of]] = field(default_factory=Counter)
    # Of those that asked, by which version of a template, of children with which status, and by what kind of auditor.
    versions: Counter[tuple[Of, int]] = field(default_factory=Counter)
    statuses: Counter[tuple[Of, str]] = field(default_factory=Counter)
    auditors: Counter[tuple[Of, str]] = field(default_factory=Counter)


def tallies_of(
    audits: Iterable[Audits[Of]], found: Iterable[Found[Of]], asking: Asking
) -> dict[str, Tally[Of]]:
    """By theme. What was found unasked is counted by itself: it has no audits to be a share of."""
    tallies: dict[str, Tally[Of]] = {one.code: Tally() for one in asking.themes}
    for group in audits:
        for code in asking.themes_of(group.alike):
            tally = tallies[code]
            tally.asked[group.of] += group.number
            tally.versions[group.of, group.alike.version_id] += group.number
            tally.statuses[group.of, group.alike.status] += group.number
            tally.auditors[group.of, group.auditor] += group.number
    for one in found:
        if one.theme not in tallies:
            continue
        if one.theme in asking.themes_of(one.alike):
            tallies[one.theme].found[one.kind][one.of] += one.number
        else:
            tallies[one.theme].unasked[one.kind, one.of] += one.number
    return tallies


class StrengthState(StrEnum):
    """What became of a theme as a strength: more of it is better."""

    SEEN_MORE = "Seen more often"
    SEEN_LESS = "Seen less often"
    OFTEN = "Often a strength"
    NO_CLEAR_CHANGE = "No clear change"
    NO_COMPARISON_YET = "No comparison yet"
    NOT_ENOUGH_AUDITS = "Not enough audits yet"


_OF_STRENGTH = {
    Change.RISING: StrengthState.SEEN_MORE,
    Change.FALLING: StrengthState.SEEN_LESS,
    Change.PERSISTENT: StrengthState.OFTEN,
    Change.NO_CLEAR_CHANGE: StrengthState.NO_CLEAR_CHANGE,
    Change.NO_COMPARISON_YET: StrengthState.NO_COMPARISON_YET,
    Change.NOT_ENOUGH_AUDITS: StrengthState.NOT_ENOUGH_AUDITS,
}
MOVED = (Change.RISING, Change.FALLING)
# In the order of a page: what has moved comes first.
ORDER = (*MOVED, Change.PERSISTENT, Change.NO_CLEAR_CHANGE, Change.NO_COMPARISON_YET)


class Apart(StrEnum):
    """Of audits that were chosen for a reason."""

    NOT_COMPARED = "Not compared"


@dataclass(frozen=True)
class Line:
    """A theme as a strength or as an area for development, over the months in which change is judged.

    A page counts those from `first` on.
    """

    theme: Theme
    kind: FindingKind
    series: Series
    compared: Compared
    first: date
    unasked: int = 0
    is_trend: bool = True

    @property
    def state(self) -> StrEnum:
        if not self.is_trend:
            return Apart.NOT_COMPARED
        if self.kind is FindingKind.STRENGTH:
            return _OF_STRENGTH[self.compared.change]
        return theme_state(self.compared)

    @property
    def has_moved(self) -> bool:
        return self.compared.change in MOVED

    @property
    def is_compared(self) -> bool:
        return self.compared.chance_up is not None

    @property
    def shown(self) -> Series:
        return self.series.since(self.first)

    @property
    def found(self) -> int:
        return sum(one.count for one in self.shown.months)

    @property
    def asked(self) -> int:
        return sum(one.of for one in self.shown.months)


def line_of(
    theme: Theme,
    kind: FindingKind,
    tally: Tally[date],
    dates: Sequence[date],
    settling: Settling,
    *,
    first: date | None = None,
    is_trend: bool = True,
) -> Line:
    """The oldest month first. Of audits that were chosen for a reason no month may be compared with another."""
    found, first = tally.found[kind], first or dates[0]
    months = [
        settling.month(month, found[month], tally.asked[month], marked=not is_trend)
        for month in dates
    ]
    unasked = sum(
        many for (way, month), many in tally.unasked.items() if way is kind and month >= first
    )
    return Line(theme, kind, Series(dates, months), compare(months), first, unasked, is_trend)


def in_order(lines: Iterable[Line]) -> list[Line]:
    """What has moved first, then by how often it was found lately; the order of the list among equals.

    Without those that no audit asked about.
    """
    return sorted((one for one in lines if one.asked), key=_place_in_order)


def _place_in_order(line: Line) -> tuple[int, bool, float]:
    change, recent = line.compared.change, line.compared.recent
    place = ORDER.index(change) if change in ORDER else len(ORDER)
    return place, line.state is not ThemeState.EMERGING, -(recent.share or 0)


@dataclass(frozen=True)
class Team:
    """A theme at one place: audits that asked, and how many found it as what."""

    name: str
    path: str
    asked: int
    development: int
    strength: int


def teams_of(tally: Tally[str], names: Mapping[str, str], moved: str) -> list[Team]:
    """By name and in no other order: two shares of few audits differ by chance."""
    development = tally.found[FindingKind.DEVELOPMENT]
    strength = tally.found[FindingKind.STRENGTH]
    teams = [
        Team(names.get(path, moved), path, asked, development[path], strength[path])
        for path, asked in tally.asked.items()
    ]
    return sorted(teams, key=lambda one: (one.name.casefold(), one.path))
