"""Grades beside each other: over quarters, by what difference was made, and by place."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_app.audit_templates.rules.words import ANSWERS, Kind
from qa_app.insight.rules.filters import Period
from qa_app.insight.rules.grades import NONE, Group, Scale, Share

# What somebody said of the difference made, the best first; nothing said stands last.
IMPACTS = {**ANSWERS[Kind.IMPACT], "": "Not said"}
QUARTER = 3


def scale_most_used(groups: Iterable[Group], scales: Mapping[int, Scale]) -> Scale | None:
    """On which most was graded; None where nothing was."""
    used: Counter[Scale] = Counter()
    for one in groups:
        if one.grade is not None:
            used[scales[one.version]] += one.number
    return max(used, key=lambda one: used[one]) if used else None


def is_on(one: Group, scale: Scale, scales: Mapping[int, Scale]) -> bool:
    return one.grade in scale.codes and scales[one.version].codes == scale.codes


def quarters_of(shown: Sequence[date]) -> list[Period]:
    """Three months each, counted back from the last; the first may be shorter."""
    ends = range(len(shown), 0, -QUARTER)
    return [Period(shown[max(0, end - QUARTER)], shown[end - 1]) for end in ends][::-1]


def mix_in(
    groups: Iterable[Group], scale: Scale, scales: Mapping[int, Scale], months: Collection[date]
) -> list[int]:
    """How many had each grade in some months, the best first."""
    counts: Counter[str | None] = Counter()
    for one in groups:
        if one.month in months and is_on(one, scale, scales):
            counts[one.grade] += one.number
    return [counts[code] for code in scale.codes]


@dataclass(frozen=True)
class ImpactRow:
    """One answer to what difference was made, and how many had each grade beside it."""

    code: str
    words: str
    counts: tuple[int, ...]


def impact_by_grade(
    groups: Iterable[Group], scale: Scale, scales: Mapping[int, Scale]
) -> list[ImpactRow]:
    """Nothing where nobody ever said what difference was made."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for one in groups:
        if is_on(one, scale, scales):
            counts[one.impact or "", one.grade] += one.number
    if not any(impact for impact, _ in counts):
        return []
    return [
        ImpactRow(code, words, tuple(counts[code, grade] for grade in scale.codes))
        for code, words in IMPACTS.items()
    ]


def by_part(shares: Mapping[str, Share], tops: Collection[str]) -> dict[str, Share]:
    """Paths drawn together by the parts of one place; of several places, by these themselves.

    What stood elsewhere then stands by its own path.
    """
    found: dict[str, Share] = {}
    for path, share in shares.items():
        part = part_of(path, tops)
        found[part] = found.get(part, NONE) + share
    return found


def part_of(path: str, tops: Collection[str]) -> str:
    top = next((one for one in tops if path.startswith(one)), None)
    if top is None:
        return path
    below = path.removeprefix(top).partition("/")[0]
    return f"{top}{below}/" if below and len(tops) == 1 else top


def share_by(
    groups: Iterable[Group], scales: Mapping[int, Scale], names: Mapping[int, str]
) -> dict[str, Share]:
    """By what each version is named as, such as the code of its template."""
    found: dict[str, Share] = {}
    for one in groups:
        if one.grade is not None:
            good = one.number * (one.grade in scales[one.version].good)
            name = names[one.version]
            found[name] = found.get(name, NONE) + Share(good, one.number)
    return found
