"""A template as people read it: numbered, its marks and conditions in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qa_app.audit_templates.rules.conditions import Facts, holds
from qa_app.audit_templates.rules.template import (
    Ages,
    Condition,
    Question,
    Rule,
    Section,
    Template,
)
from qa_app.audit_templates.rules.time_limits import TimeLimit
from qa_app.audit_templates.rules.words import CRITICAL, RULES, Kind, Mode, RuleKind

ASKED = {"practitioner": "Ask the practitioner", "child-or-family": "Ask the child or family"}
HOW_ANSWERED = {
    Kind.DATE: "A date",
    Kind.DATES: "Each date; the longest gap is counted",
    Kind.NUMBER: "A number",
    Kind.TEXT: "In your own words",
    Kind.SCALING: "From 0 to 10",
    Kind.GRADE: "A grade",
    Kind.PICK_SEVERAL: "As many as apply",
}


@dataclass(frozen=True)
class Beside:
    """What stands beside templates and is named in them."""

    statuses: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)
    standards: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """A question as it is read."""

    number: str
    question: Question
    marks: tuple[str, ...]
    answers: tuple[str, ...]
    how: str
    shown: str
    limit: str
    standard: str


@dataclass(frozen=True)
class Part:
    """A section as it is read."""

    number: int
    section: Section
    shown: str
    lines: tuple[Line, ...]
    descriptors: tuple[tuple[str, str], ...]


def parts_of(template: Template, beside: Beside, facts: Facts | None = None) -> list[Part]:
    """For a child of whom something is known, what may be asked of them; otherwise everything."""
    parts: list[Part] = []
    for section in template.sections:
        if facts and not _may_hold(section.shown_when, facts):
            continue
        number = len(parts) + 1
        questions = [
            one for one in section.questions if not facts or _may_hold(one.shown_when, facts)
        ]
        lines = tuple(
            _line(f"{number}.{at}", one, section, template, beside)
            for at, one in enumerate(questions, 1)
        )
        descriptors = tuple(
            (grade.words, section.descriptors[grade.code])
            for grade in template.scale
            if grade.code in section.descriptors
        )
        shown = condition_in_words(section.shown_when, template, beside)
        parts.append(Part(number, section, shown, lines, descriptors))
    return parts


def _may_hold(condition: Condition | None, facts: Facts) -> bool:
    """Whether some answers would show it to this child."""
    if condition is None:
        return True
    return holds(Condition(condition.statuses, condition.ages), facts, {})


def _line(
    number: str, question: Question, section: Section, template: Template, beside: Beside
) -> Line:
    return Line(
        number,
        question,
        tuple(marks_of(question)),
        tuple(question.answers.values()),
        _how(question),
        condition_in_words(question.shown_when, template, beside),
        beside.limits.get(question.timescale or "", ""),
        beside.standards.get(question.standard or 0, ""),
    )


def marks_of(question: Question) -> Iterator[str]:
    if question.critical:
        yield "Critical"
    if question.compliance:
        yield "Time limit"
    if question.recording:
        yield "About the record"
    yield from (ASKED[one] for one in question.ask)


def _how(question: Question) -> str:
    how = HOW_ANSWERED.get(question.kind, "")
    if question.kind is Kind.NUMBER and question.unit:
        return f"A number of {question.unit}"
    if question.kind is Kind.SCALING and question.low:
        return f"From 0 ({question.low}) to 10 ({question.high})"
    return how


def condition_in_words(condition: Condition | None, template: Template, beside: Beside) -> str:
    return condition_said(condition, template.question, beside)


def condition_said(
    condition: Condition | None, find: Callable[[str], Question | None], beside: Beside
) -> str:
    """Whatever finds the questions whose answers it waits for."""
    if condition is None:
        return ""
    said = []
    if condition.statuses:
        names = sorted(beside.statuses.get(one, one) for one in condition.statuses)
        said.append(f"the status is {either(names)}")
    if condition.ages:
        said.append(ages_in_words(condition.ages))
    for asked, wanted in condition.answers:
        question = find(asked)
        words = question.answers if question else {}
        text = question.text if question else asked
        said.append(f"the answer to “{text}” is {either([words.get(one, one) for one in words if one in wanted])}")  # fmt: skip
    return "Asked when " + " and ".join(said)


def suits_in_words(template: Template, beside: Beside) -> str:
    names = sorted(beside.statuses.get(one, one) for one in template.statuses)
    said = [either(names)] if names else []
    if template.ages:
        ages = ages_in_words(template.ages)
        said.append(f"{ages[:1].upper()}{ages[1:]}")
    return ". ".join(said) or "All"


def ages_in_words(ages: Ages) -> str:
    if ages.last == -1:
        return "the child is not yet born"
    if ages.first == 0 and ages.last is None:
        return "the child has been born"
    if ages.last is None:
        return f"the child is {ages.first} or older"
    if ages.first is None or ages.first < 0:
        return f"the child is not yet born, or {ages.last} or younger"
    return f"the child is {ages.first} to {ages.last}"


def either(words: list[str]) -> str:
    return " or ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} or {words[-1]}"


def each(words: list[str]) -> str:
    return " and ".join([part for part in (", ".join(words[:-1]), *words[-1:]) if part])


def rules_in_words(template: Template) -> Iterator[tuple[str, str]]:
    """What each rule does, and how hard it presses; those that are off are left out."""
    for rule in template.rules:
        if rule.mode is not Mode.OFF:
            yield rule_in_words(rule, template), PRESSES[rule.mode]


PRESSES = {Mode.OFF: "Off", Mode.WARN: "A reason is asked for", Mode.ENFORCE: "Always"}


def rule_in_words(rule: Rule, template: Template) -> str:
    def word(code: str | None) -> str:
        grade = template.grade(code)
        return grade.words if grade else ""

    if rule.kind is RuleKind.LIMIT_OVERALL:
        which = _which(rule, template)
        number = "" if rule.at_least == 1 else f"{rule.at_least} or more of "
        return (
            f"When {number}{which} {'is' if rule.at_least == 1 else 'are'} graded "
            f"{word(rule.graded)} or lower, the overall grade is {word(rule.at_most)} or lower"
        )
    if rule.kind is RuleKind.LIMIT_SECTION:
        return f"When a critical question is answered no, its section is graded {word(rule.at_most)} or lower"  # fmt: skip
    if rule.kind is RuleKind.EVIDENCE_FIRST:
        return f"A section is graded after at least {rule.characters} characters of evidence"
    return RULES[rule.kind]


def _which(rule: Rule, template: Template) -> str:
    one = rule.at_least == 1
    if isinstance(rule.sections, tuple):
        headings = [section.heading for section in template.sections if section.id in rule.sections]
        named = [f"“{heading}”" for heading in headings]
        return either(named) if one else each(named)
    if rule.sections == CRITICAL:
        return "a critical section" if one else "the critical sections"
    return "a section" if one else "the sections"


def beside_from(
    statuses: Mapping[str, str], limits: Iterable[TimeLimit], standards: Mapping[str, Any]
) -> Beside:
    return Beside(
        statuses=statuses,
        limits={one.code: one.in_words for one in limits},
        standards={
            one["number"]: f"Standard {one['number']}: {one['name']}"
            for one in standards.get("standards", ())
        },
    )
