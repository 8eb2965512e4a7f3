"""A template as the rest of the service reads it, from its expanded content."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qa_app.audit_templates.rules.words import (
    ANSWERS,
    HEADER,
    WITH_OPTIONS,
    Kind,
    Mode,
    Overall,
    RuleKind,
    Subject,
)

USUAL_LIMIT = 3
USUAL_GATE = "From what you have read, is this child safe enough today?"


@dataclass(frozen=True)
class Grade:
    code: str
    words: str
    counts_as_good: bool


@dataclass(frozen=True)
class Ages:
    first: int | None = None
    last: int | None = None

    def hold(self, age: int) -> bool:
        return (self.first is None or age >= self.first) and (self.last is None or age <= self.last)


@dataclass(frozen=True)
class Condition:
    """When something is shown: every part of it must hold."""

    statuses: frozenset[str] = frozenset()
    ages: Ages | None = None
    answers: tuple[tuple[str, frozenset[str]], ...] = ()


@dataclass(frozen=True)
class Question:
    id: str
    text: str
    kind: Kind
    concept: str
    help: str = ""
    options: Mapping[str, str] | None = None
    unit: str = ""
    low: str = ""
    high: str = ""
    evidence: frozenset[str] | None = frozenset()
    compliance: bool = False
    critical: bool = False
    recording: bool = False
    ask: tuple[str, ...] = ()
    timescale: str | None = None
    standard: int | None = None
    shown_when: Condition | None = None
    continues: str | None = None

    @property
    def answers(self) -> Mapping[str, str]:
        """The answers to choose from, in order; none where it is answered otherwise."""
        return self.options or ANSWERS.get(self.kind, {})

    def wants_evidence(self, answer: str | None) -> bool:
        return self.evidence is None or (answer is not None and answer in self.evidence)


@dataclass(frozen=True)
class Section:
    id: str
    concept: str
    heading: str
    guidance: str
    descriptors: Mapping[str, str]
    good_looks_like: str = ""
    critical: bool = False
    graded: bool = True
    shown_when: Condition | None = None
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Rule:
    kind: RuleKind
    mode: Mode
    sections: str | tuple[str, ...] = "all"
    graded: str | None = None
    at_least: int = 1
    at_most: str | None = None
    characters: int = 0


@dataclass(frozen=True)
class Template:
    code: str
    name: str
    number: int
    purpose: str
    minutes: int
    scale: tuple[Grade, ...]
    sections: tuple[Section, ...]
    subject: Subject = Subject.CHILD
    read_months: int | None = None
    judge_months: int | None = None
    statuses: frozenset[str] = frozenset()
    ages: Ages | None = None
    header: tuple[str, ...] = ()
    gate: str = USUAL_GATE
    overall: Overall = Overall.GRADED
    strengths: int = USUAL_LIMIT
    development: int = USUAL_LIMIT
    rules: tuple[Rule, ...] = ()

    @property
    def look_back(self) -> str:
        if not self.read_months:
            return ""
        return f"Read the last {self.read_months} months. Judge the last {self.judge_months}."

    @property
    def questions(self) -> Iterator[Question]:
        return (question for section in self.sections for question in section.questions)

    @property
    def graded_sections(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.graded)

    def section(self, section_id: str) -> Section | None:
        return next((one for one in self.sections if one.id == section_id), None)

    def question(self, question_id: str) -> Question | None:
        return next((one for one in self.questions if one.id == question_id), None)

    def grade(self, code: str | None) -> Grade | None:
        return next((one for one in self.scale if one.code == code), None)


def template_from(content: Mapping[str, Any]) -> Template:
    """Of content that has been checked and expanded."""
    back, suits = content.get("look_back", {}), content.get("suits", {})
    limits = content.get("limits", {})
    return Template(
        code=content["code"],
        name=content["name"],
        number=content["version"],
        purpose=content["purpose"],
        minutes=content["minutes"],
        scale=tuple(
            Grade(one["grade"], one["words"], one["counts_as_good"]) for one in content["scale"]
        ),
        sections=tuple(section_from(one) for one in content["sections"]),
        subject=Subject(content.get("subject", Subject.CHILD)),
        read_months=back.get("read_months"),
        judge_months=back.get("judge_months"),
        statuses=frozenset(suits.get("statuses", ())),
        ages=ages_from(suits.get("ages")),
        header=tuple(content.get("header", HEADER)),
        gate=content.get("gate", USUAL_GATE),
        overall=Overall(content.get("overall", Overall.GRADED)),
        strengths=limits.get("strengths", USUAL_LIMIT),
        development=limits.get("development", USUAL_LIMIT),
        rules=tuple(rule_from(one) for one in content.get("rules", ())),
    )


def section_from(content: Mapping[str, Any]) -> Section:
    return Section(
        id=content["id"],
        concept=content["concept"],
        heading=content["heading"],
        guidance=content.get("guidance", ""),
        descriptors=content.get("descriptors", {}),
        good_looks_like=content.get("good_looks_like", ""),
        critical=content.get("critical", False),
        graded=content.get("graded", True),
        shown_when=condition_from(content.get("shown_when")),
        questions=tuple(
            question_from(one, content["concept"]) for one in content.get("questions", ())
        ),
    )


def question_from(content: Mapping[str, Any], concept: str) -> Question:
    kind = Kind(content.get("kind", Kind.YES_PARTLY_NO))
    return Question(
        id=content["id"],
        text=content["text"],
        kind=kind,
        concept=content.get("concept", concept),
        help=content.get("help", ""),
        options=(
            {one["option"]: one["words"] for one in content.get("options", ())}
            if kind in WITH_OPTIONS
            else None
        ),
        unit=content.get("unit", ""),
        low=content.get("low", ""),
        high=content.get("high", ""),
        evidence=_evidence(content.get("evidence"), kind),
        compliance=content.get("compliance", False),
        critical=content.get("critical", False),
        recording=content.get("recording", False),
        ask=tuple(content.get("ask", ())),
        timescale=content.get("timescale"),
        standard=content.get("standard"),
        shown_when=condition_from(content.get("shown_when")),
        continues=content.get("continues"),
    )


def _evidence(written: str | list[str] | None, kind: Kind) -> frozenset[str] | None:
    """The answers that ask for evidence; None for every answer, and none at all for never."""
    if written is None:
        return None if kind is Kind.YES_PARTLY_NO else frozenset()
    if written == "always":
        return None
    return frozenset() if written == "never" else frozenset(written)


def condition_from(content: Mapping[str, Any] | None) -> Condition | None:
    if not content:
        return None
    return Condition(
        statuses=frozenset(content.get("statuses", ())),
        ages=ages_from(content.get("ages")),
        answers=tuple(
            (one["question"], frozenset(one["is"])) for one in content.get("answers", ())
        ),
    )


def ages_from(content: Mapping[str, Any] | None) -> Ages | None:
    return Ages(content.get("from"), content.get("to")) if content else None


def rule_from(content: Mapping[str, Any]) -> Rule:
    sections = content.get("sections", "all")
    return Rule(
        kind=RuleKind(content["rule"]),
        mode=Mode(content["mode"]),
        sections=sections if isinstance(sections, str) else tuple(sections),
        graded=content.get("graded"),
        at_least=content.get("at_least", 1),
        at_most=content.get("at_most"),
        characters=content.get("characters", 0),
    )
