"""What an invented auditor answered: codes, numbers and a remark that go with how the section stands."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from qa_app.audit_templates.rules import Question, Template
from qa_app.audit_templates.rules.answers import choices_of, has_source
from qa_app.audit_templates.rules.words import Kind
from qa_app.audits.rules import Source
from qa_app.audits.rules.written import WrittenAnswer
from qa_app.cli.demo.filling import Filling
from qa_app.cli.demo.words.asked import ASKED
from qa_app.cli.demo.words.remarks import BESIDE, PLACES, USUAL_PLACES

# How often yes, partly, no and not applicable stand in a section of each standing, the best first.
SHARES = ((88, 6, 1, 5), (72, 18, 4, 6), (36, 40, 18, 6), (14, 32, 49, 5))
IMPACTS = (
    ("clear",),
    ("clear", "some", "some"),
    ("some", "too-early", "little"),
    ("little", "worse"),
)
SCALINGS = ((7, 11), (6, 10), (3, 7), (1, 5))
# How often yes is the answer where it is neither good nor bad.
USUALLY_YES = 0.3
YES_WHERE_GOOD = {"c11-3", "c2-12"}
ALWAYS_YES = {"c2-1a", "c3-1", "c1-1", "cn2-2a"}
YES_WHERE_WEAK = {"mo3-1a", "c10-9", "fd4-5a", "c2-13", "cp5-3a"}
# The answers that speak well of the work, and those that do not; elsewhere any of them may stand.
WELL = {
    "c11-7": ("same", "down"), "c11-9b": ("month", "nothing"), "fd3-1": ("right",), "cf2-4": ("right",),
    "vc2-7": ("used", "declined", "not-needed"), "rh2-1a": ("in-time",), "c6-6c": ("met",), "c4-13": ("close",),
}  # fmt: skip
BADLY = {
    "c11-7": ("up", "unclear"), "c11-9b": ("week", "today"), "fd3-1": ("too-low", "too-high"), "cf2-4": ("too-low",),
    "vc2-7": ("not-offered",), "rh2-1a": ("late", "one-try", "not-offered"), "c6-6c": ("waiting", "not-offered"),
    "c4-13": ("renew", "renew-higher"),
}  # fmt: skip
RANGES = {
    "weeks": (2, 14), "days": (1, 28), "hours": (1, 60), "months": (1, 11), "moves": (0, 4), "children": (2, 16),
    "per cent": (74, 99), "practitioners": (1, 4), "episodes": (0, 5), "tries": (1, 4), "working days": (2, 16),
}  # fmt: skip
EXACTLY = {"c4-1": "5", "c4-1b": "3", "c4-1c": "1", "c4-1d": "0"}
GOOD = 1
# The answer to a question about the very thing that is not yet good.
WHERE_WEAK = (("partly",), ("partly",), ("no", "partly", "partly"), ("no",))


@dataclass(frozen=True)
class Telling:
    """Of one section: how it stands, what was seen in it, and how much its auditor writes."""

    template: Template
    standing: int
    strong: Collection[str]
    weak: Collection[str]
    remarks: float
    filling: Filling
    chance: Random

    @property
    def is_good(self) -> bool:
        return self.standing <= GOOD


def answered(question: Question, told: Telling) -> WrittenAnswer:
    value = value_of(question, told)
    if question.kind is not Kind.YES_PARTLY_NO:
        return WrittenAnswer(value)
    source = source_of(question, value, told.chance)
    must_say = question.critical and value == "no"
    is_said = must_say or told.chance.random() < told.remarks
    return WrittenAnswer(value, source, remark(question, value, source, told) if is_said else "")


def value_of(question: Question, told: Telling) -> str:
    return HOW[question.kind](question, told)


def yes_partly_no(question: Question, told: Telling) -> str:
    """As the section tells it; a good one has no critical gap."""
    if question.id in told.weak:
        return told.chance.choice(WHERE_WEAK[told.standing])
    if question.id in told.strong:
        return "yes"
    value = told.chance.choices([*question.answers], SHARES[told.standing])[0]
    return "partly" if value == "no" and question.critical and told.is_good else value


def chance_of_yes(question: Question, told: Telling) -> float:
    if question.id in ALWAYS_YES:
        return 1.0
    if question.id in YES_WHERE_GOOD:
        return 0.92 if told.is_good else 0.35
    if question.id in YES_WHERE_WEAK:
        return 0.2 if told.is_good else 0.7
    return USUALLY_YES


def source_of(question: Question, value: str, chance: Random) -> Source | None:
    if not has_source(question) or value == "not-applicable":
        return None
    if value == "no":
        return chance.choice((Source.NOT_FOUND, Source.NOT_FOUND, Source.SEEN, Source.TOLD))
    return chance.choice((Source.SEEN, Source.SEEN, Source.SEEN, Source.TOLD))


def remark(question: Question, value: str, source: Source | None, told: Telling) -> str:
    place = told.chance.choice(PLACES.get(question.concept, USUAL_PLACES))
    said = told.chance.choice(BESIDE[value, source])
    return told.filling.filled(said.replace("{place}", place))


def words_for(question: Question, told: Telling) -> str:
    well, badly = ASKED.get(question.id, ((), ()))
    if told.chance.random() > told.remarks + 0.3:
        return ""
    return told.filling.one(well if told.is_good else badly)


def one_of(question: Question, told: Telling) -> str:
    fitting = (WELL if told.is_good else BADLY).get(question.id)
    return told.chance.choice(fitting or [*choices_of(question, told.template)])


def several_of(question: Question, told: Telling) -> str:
    """In the order of the question; “none” stands alone."""
    offered = [one for one in choices_of(question, told.template) if one != "none"]
    many = max(1, round(len(offered) * (0.75 if told.is_good else 0.3)))
    if not told.is_good and "none" in question.answers and told.chance.random() < 0.2:
        return "none"
    chosen = told.chance.sample(offered, many)
    return " ".join(one for one in offered if one in chosen)


def number(question: Question, told: Telling) -> str:
    if question.id in EXACTLY:
        return EXACTLY[question.id]
    least, most = RANGES.get(question.unit, (1, 10))
    middle = (least + most) // 2
    is_low = told.is_good is not (question.unit == "per cent")
    return str(
        told.chance.randrange(least, middle + 1) if is_low else told.chance.randrange(middle, most)
    )


def days(question: Question, told: Telling) -> str:
    """Regular where the work was good, with a long gap where it was not."""
    step, loose = told.chance.choice((14, 21, 28)), 4 if told.is_good else 12
    day, found = told.filling.day(3, 20), []
    for _ in range(6 if told.is_good else 4):
        found.append(day)
        gap = 0 if told.is_good or told.chance.random() < 0.6 else 28
        day -= timedelta(days=step + gap + told.chance.randrange(loose))
    return " ".join(sorted(one.isoformat() for one in found))


def yes_or_no(question: Question, told: Telling) -> str:
    return "yes" if told.chance.random() < chance_of_yes(question, told) else "no"


def grade(question: Question, told: Telling) -> str:
    scale = told.template.scale
    return scale[min(told.standing, len(scale) - 1)].code


HOW: dict[Kind, Callable[[Question, Telling], str]] = {
    Kind.YES_PARTLY_NO: yes_partly_no,
    Kind.YES_NO: yes_or_no,
    Kind.GRADE: grade,
    Kind.IMPACT: lambda question, told: told.chance.choice(IMPACTS[told.standing]),
    Kind.TEXT: words_for,
    Kind.PICK_ONE: one_of,
    Kind.PICK_SEVERAL: several_of,
    Kind.SCALING: lambda question, told: str(told.chance.randrange(*SCALINGS[told.standing])),
    Kind.NUMBER: number,
    Kind.DATE: lambda question, told: told.filling.day(7, 150).isoformat(),
    Kind.DATES: days,
    Kind.SEEN: one_of,
}
