"""A template as people read it: numbered, its marks and conditions in words."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qa_app.audit_templates.rules.conditions import Facts, holds
from qa_app.audit_templates.rules.template import (
    Ages,
    Condition,
    Question,
    Section,
    Template,
)
from qa_app.audit_templates.rules.time_limits import TimeLimit
from qa_app.audit_templates.rules.words import (
    SUBJECTS,
    Kind,
    Subject,
)

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
            line_of(f"{number}.{at}", one, section, template, beside)
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


def line_of(
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
    if question.kind is Kind.SCALING:
        ends = (0, question.low), (10, question.high)
        lowest, highest = (f"{end} ({words})" if words else f"{end}" for end, words in ends)
        return f"From {lowest} to {highest}"
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
        said.append(_answer_in_words(find(asked), wanted))
    return "Asked when " + " and ".join(said)


def _answer_in_words(question: Question | None, wanted: Collection[str]) -> str:
    """A draft may still wait for what was removed from it."""
    if question is None:
        return "a question that is no longer there has been answered"
    words = [says for code, says in question.answers.items() if code in wanted]
    answer = either(words) if words else "one that can no longer be given"
    return f"the answer to “{question.text}” is {answer}"


def suits_in_words(template: Template, beside: Beside) -> str:
    names = sorted(beside.statuses.get(one, one) for one in template.statuses)
    said = [either(names)] if names else []
    if template.ages:
        ages = ages_in_words(template.ages)
        said.append(f"{ages[:1].upper()}{ages[1:]}")
    return ". ".join(said) or "All"


def why_unsuited(template: Template, facts: Facts | None, beside: Beside) -> str:
    """Why nobody would audit such a child with this template; nothing where they might."""
    if facts is None:
        return ""
    if template.subject is not Subject.CHILD:
        return f"This template is not about a child’s record. It is about: {_begun_small(SUBJECTS[template.subject])}."
    fits = Condition(template.statuses, template.ages)
    if holds(fits, facts, {}):
        return ""
    return (
        f"This template does not suit such a child. It suits: {suits_in_words(template, beside)}."
    )


def _begun_small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


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
