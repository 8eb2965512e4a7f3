"""Records that were audited twice: how they were graded then and now, and what may be read into it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qa_app.audit_templates.rules.words import CONCEPTS
from qa_app.follow_up.rules.second_audits import Moved, Why, moved
from qa_app.foundation.statistics.wording import LEAST_TO_BE_PLAIN, percent, share_of
from qa_app.insight.rules.beside import Beside
from qa_app.insight.rules.grades import WHOLE_AUDITS, Scale
from qa_app.insight.rules.proportions import Proportion

WHOLE = ""


@dataclass(frozen=True)
class Group:
    """So many pairs, graded in the same way about one thing; about the whole where no concept is named."""

    concept: str
    why: Why
    version_then: int
    grade_then: str
    version_now: int
    grade_now: str
    number: int


@dataclass
class Line(Beside):
    """Of so many pairs: good or better then and now, and how each moved."""

    moved: Counter[Moved] = field(default_factory=Counter)

    @property
    def of(self) -> int:
        return self.now.of

    def add(self, one: Group, scale: Scale) -> None:
        ranks = scale.codes.index(one.grade_then), scale.codes.index(one.grade_now)
        self.then += Proportion(one.number * (one.grade_then in scale.good), one.number)
        self.now += Proportion(one.number * (one.grade_now in scale.good), one.number)
        self.moved[moved(*ranks)] += one.number


def is_comparable(one: Group, scales: Mapping[int, Scale]) -> bool:
    """On two scales no grade is higher than another."""
    then, now = scales[one.version_then], scales[one.version_now]
    return then.codes == now.codes and {one.grade_then, one.grade_now} <= {*now.codes}


def lines_by_about(groups: Iterable[Group], scales: Mapping[int, Scale]) -> list[Line]:
    """The whole first, then what sections are about, in the order of the catalogue."""
    names = {WHOLE: WHOLE_AUDITS, **CONCEPTS}
    lines = {code: Line(name, code) for code, name in names.items()}
    for one in groups:
        if one.concept in lines and is_comparable(one, scales):
            lines[one.concept].add(one, scales[one.version_now])
    return [one for one in lines.values() if one.of]


def lines_by_why(groups: Iterable[Group], scales: Mapping[int, Scale], about: str) -> list[Line]:
    lines = {why: Line(why.value, why.name) for why in Why}
    for one in groups:
        if one.concept == about and is_comparable(one, scales):
            lines[one.why].add(one, scales[one.version_now])
    return [one for one in lines.values() if one.of]


def headline_of(lines: Sequence[Line]) -> Line | None:
    """Of the whole, where that was graded in both; else of what was compared most often."""
    if not lines:
        return None
    whole = next((one for one in lines if one.code == WHOLE), None)
    return whole or max(lines, key=lambda one: one.of)


def by_chance(groups: Iterable[Group], scales: Mapping[int, Scale], about: Line) -> Line:
    """Of the same, those pairs alone that came back by chance: they say whether practice is better."""
    line = Line(about.name, about.code)
    for one in groups:
        if one.concept == about.code and one.why is Why.SAMPLED and is_comparable(one, scales):
            line.add(one, scales[one.version_now])
    return line


NONE_BY_CHANCE = "No record that was graded twice came back by chance yet, so nothing can be said of practice as a whole."


def sentence_of(line: Line, months: str, *, chosen: str = "") -> str:
    """`chosen` says how the records came back, where these are not all of them."""
    if not line.of:
        return NONE_BY_CHANCE
    about = "" if line.code == WHOLE else f" ({line.name.lower()})"
    records = "record" if line.of == 1 else "records"
    records = f"{records}{chosen} {'was' if line.of == 1 else 'were'}"
    then, now = (share_of(one.count, one.of) for one in (line.then, line.now))
    said = f"{line.of:,} {records} graded in two audits{about}, the second in {months}. Good or better the first time: {then}; the second time: {now}."
    if line.of < LEAST_TO_BE_PLAIN:
        return f"{said} These are too few to say more."
    gap = percent(line.now.count, line.of) - percent(line.then.count, line.of)
    many = f"{abs(gap)} {'point' if abs(gap) == 1 else 'points'} {'lower' if gap < 0 else 'higher'}"
    told = (
        f"{said} The second time is {many}; likely between {line.range.replace(' to ', ' and ')}."
    )
    return f"{told} This may be chance." if line.may_be_chance else told
