"""What the rules of a template say about what an auditor has written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qa_app.audit_templates.rules.conditions import Answers, Facts, shown_sections
from qa_app.audit_templates.rules.template import Question, Rule, Section, Template
from qa_app.audit_templates.rules.words import CRITICAL, Mode, Overall, RuleKind

CLEAR_DIFFERENCE = "clear"
Shown = Sequence[tuple[Section, tuple[Question, ...]]]


@dataclass(frozen=True)
class Written:
    """An audit as far as the rules look at it."""

    grades: Mapping[str, str] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    overall: str | None = None
    impact: str | None = None
    family_heard: bool = False


@dataclass(frozen=True)
class Said:
    """One thing that a rule says: a reason is asked for, or it is not allowed."""

    kind: RuleKind
    mode: Mode
    words: str
    section: str | None = None
    question: str | None = None
    # Which of the template's rules says it.
    rule: int = 0

    @property
    def key(self) -> str:
        """By which the reason that is given is kept; the version that an audit keeps never renumbers."""
        about = f"-{self.question}" if self.question else ""
        return f"{self.kind}-{self.rule}{about}"


def is_a_key(key: str, template: Template) -> bool:
    """Whether a rule of this template could say it."""
    for number, rule in enumerate(template.rules):
        own = f"{rule.kind}-{number}"
        if key == own or (
            key.startswith(f"{own}-") and template.question(key.removeprefix(f"{own}-"))
        ):
            return True
    return False


def what_rules_say(template: Template, facts: Facts, written: Written) -> list[Said]:
    """In the order of the rules; sections and questions that are not shown count for nothing."""
    shown = [*shown_sections(template, facts, written.answers)]
    return [
        replace(said, rule=number)
        for number, rule in enumerate(template.rules)
        if rule.mode is not Mode.OFF
        for said in _SAYS.get(rule.kind, _nothing)(rule, template, shown, written)
    ]


def _nothing(rule: Rule, template: Template, shown: Shown, written: Written) -> Iterator[Said]:
    yield from ()


def _limit_overall(
    rule: Rule, template: Template, shown: Shown, written: Written
) -> Iterator[Said]:
    if template.overall is not Overall.GRADED or written.overall is None:
        return
    low = [
        section
        for section in _counted(rule, shown)
        if _is_at_most(template, written.grades.get(section.id), rule.graded)
    ]
    if len(low) < rule.at_least or _is_at_most(template, written.overall, rule.at_most):
        return
    named = " and ".join(f"“{section.heading}”" for section in low)
    graded, limit = _word(template, rule.graded), _word(template, rule.at_most)
    words = f"{named} {_is_or_are(low)} graded {graded} or lower, so the overall grade is {limit} or lower"
    yield Said(rule.kind, rule.mode, words)


def _limit_section(
    rule: Rule, template: Template, shown: Shown, written: Written
) -> Iterator[Said]:
    for section, question in _critical_noes(shown, written):
        grade = written.grades.get(section.id)
        if section.graded and grade and not _is_at_most(template, grade, rule.at_most):
            words = f"The answer to “{question.text}” is no, so this section is graded {_word(template, rule.at_most)} or lower"  # fmt: skip
            yield Said(rule.kind, rule.mode, words, section.id, question.id)


def _explain_critical(
    rule: Rule, template: Template, shown: Shown, written: Written
) -> Iterator[Said]:
    for section, question in _critical_noes(shown, written):
        if not written.evidence.get(question.id, "").strip():
            words = f"Say more about your answer to “{question.text}”"
            yield Said(rule.kind, rule.mode, words, section.id, question.id)


def _evidence_first(
    rule: Rule, template: Template, shown: Shown, written: Written
) -> Iterator[Said]:
    for section, questions in shown:
        if not written.grades.get(section.id):
            continue
        texts = [written.evidence.get(one, "") for one in (section.id, *(q.id for q in questions))]
        length = sum(len(text.strip()) for text in texts)
        if length < rule.characters:
            left = rule.characters - length
            words = f"Write what you saw in “{section.heading}” before you grade it: {left} more characters"  # fmt: skip
            yield Said(rule.kind, rule.mode, words, section.id)


def _highest_needs(
    rule: Rule, template: Template, shown: Shown, written: Written
) -> Iterator[Said]:
    if template.overall is not Overall.GRADED or written.overall != template.scale[0].code:
        return
    highest = template.scale[0].words
    if written.impact != CLEAR_DIFFERENCE:
        words = f"An overall grade of {highest} needs a clear difference for the child"
        yield Said(rule.kind, rule.mode, words)
    if not written.family_heard:
        words = f"An overall grade of {highest} needs the words of the child or family"
        yield Said(rule.kind, rule.mode, words)


_SAYS = {
    RuleKind.LIMIT_OVERALL: _limit_overall,
    RuleKind.LIMIT_SECTION: _limit_section,
    RuleKind.EXPLAIN_CRITICAL: _explain_critical,
    RuleKind.EVIDENCE_FIRST: _evidence_first,
    RuleKind.HIGHEST_NEEDS: _highest_needs,
}


def _counted(rule: Rule, shown: Shown) -> Iterator[Section]:
    for section, _ in shown:
        named = isinstance(rule.sections, tuple)
        if not section.graded or (named and section.id not in rule.sections):
            continue
        if rule.sections != CRITICAL or section.critical:
            yield section


def _critical_noes(shown: Shown, written: Written) -> Iterator[tuple[Section, Question]]:
    for section, questions in shown:
        for question in questions:
            if question.critical and written.answers.get(question.id) == "no":
                yield section, question


def _is_at_most(template: Template, grade: str | None, limit: str | None) -> bool:
    """The scale has its highest grade first."""
    order = [one.code for one in template.scale]
    return grade in order and limit in order and order.index(str(grade)) >= order.index(str(limit))


def _word(template: Template, grade: str | None) -> str:
    found = template.grade(grade)
    return found.words if found else ""


def _is_or_are(things: Sequence[object]) -> str:
    return "is" if len(things) == 1 else "are"
