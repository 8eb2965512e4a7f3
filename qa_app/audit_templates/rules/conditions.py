"""What is shown of a template, for one child and the answers given so far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa_app.audit_templates.rules.template import Condition, Question, Section, Template

Answers = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Facts:
    """What is known of the child on the day. An age nobody knows hides nothing."""

    statuses: frozenset[str] = frozenset()
    age: int | None = None


def holds(condition: Condition | None, facts: Facts, answers: Answers) -> bool:
    if condition is None:
        return True
    if condition.statuses and facts.statuses and not condition.statuses & facts.statuses:
        return False
    if condition.ages and facts.age is not None and not condition.ages.hold(facts.age):
        return False
    return all(wanted & _given(answers.get(question, ())) for question, wanted in condition.answers)


def _given(answer: str | Sequence[str]) -> set[str]:
    return {answer} if isinstance(answer, str) else set(answer)


def shown_questions(section: Section, facts: Facts, answers: Answers) -> Iterator[Question]:
    return (one for one in section.questions if holds(one.shown_when, facts, answers))


def shown_sections(
    template: Template, facts: Facts, answers: Answers
) -> Iterator[tuple[Section, tuple[Question, ...]]]:
    """Sections that apply, each with its questions; an answer to a question that is hidden counts for nothing."""
    counted: dict[str, str | Sequence[str]] = {}
    for section in template.sections:
        if not holds(section.shown_when, facts, counted):
            continue
        shown = []
        for question in section.questions:
            if holds(question.shown_when, facts, counted):
                shown.append(question)
                if question.id in answers:
                    counted[question.id] = answers[question.id]
        yield section, tuple(shown)
