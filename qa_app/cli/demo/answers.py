"""What an invented auditor answered: codes and numbers that go with the grade of their section."""

from datetime import date, timedelta

from qa_app.audit_templates.rules import Question, Section
from qa_app.audit_templates.rules.answers import choices_of
from qa_app.audit_templates.rules.words import Kind
from qa_app.audits.models import Audit
from qa_app.audits.rules import Source
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import london_day

# How often yes, partly, no and not applicable stand in a section of each grade.
SHARES = {
    "outstanding": (86, 8, 2, 4),
    "good": (70, 19, 5, 6),
    "requires-improvement": (34, 40, 20, 6),
    "inadequate": (14, 31, 50, 5),
}
IMPACTS = {
    "outstanding": ("clear",),
    "good": ("clear", "some", "some"),
    "requires-improvement": ("some", "too-early", "little"),
    "inadequate": ("little", "worse"),
}
SOURCES = (Source.SEEN, Source.SEEN, Source.SEEN, Source.TOLD, Source.NOT_FOUND)
EVERY_SO_MANY_DAYS = (14, 28, 35)


def with_answers(
    world: World, audit: Audit, sections: dict[str, WrittenSection]
) -> dict[str, WrittenSection]:
    """Section by section, because earlier answers say which later questions are asked."""
    written: dict[str, WrittenSection] = {}
    for section in audit.template.sections:
        said = sections.get(section.id, WrittenSection())
        for _ in range(2):
            written[section.id] = said
            shown = Picture(audit.template, audit.then.facts, written).shown.get(section.id)
            if shown is None:
                break
            said = answered(world, audit, said, section, shown[1])
    return {one: said for one, said in written.items() if not said.is_empty}


def answered(
    world: World,
    audit: Audit,
    said: WrittenSection,
    section: Section,
    questions: tuple[Question, ...],
) -> WrittenSection:
    grade = said.grade or "good"
    answers = {
        one.id: said.answers.get(one.id) or answer(world, audit, one, grade) for one in questions
    }
    impact = world.chance.choice(IMPACTS[grade]) if section.graded else None
    kept = {question: one for question, one in answers.items() if not one.is_empty}
    return WrittenSection(said.difference, said.evidence, said.grade, impact, {}, kept)


def answer(world: World, audit: Audit, question: Question, grade: str) -> WrittenAnswer:
    value = value_of(world, audit, question, grade)
    source = world.chance.choice(SOURCES) if question.kind is Kind.YES_PARTLY_NO else None
    return WrittenAnswer(value, source)


def value_of(world: World, audit: Audit, question: Question, grade: str) -> str:
    chance = world.chance
    if question.kind is Kind.YES_PARTLY_NO:
        return chance.choices([*question.answers], SHARES[grade])[0]
    if question.kind is Kind.GRADE:
        return grade
    if question.kind is Kind.IMPACT:
        return chance.choice(IMPACTS[grade])
    if offered := [*choices_of(question, audit.template)]:
        return chance.choice(offered)
    return _number_or_days(world, london_day(audit.begun_at), question)


def _number_or_days(world: World, until: date, question: Question) -> str:
    if question.kind is Kind.DATE:
        return (until - timedelta(days=world.chance.randrange(7, 180))).isoformat()
    if question.kind is Kind.DATES:
        step = world.chance.choice(EVERY_SO_MANY_DAYS)
        days = [until - timedelta(days=at * step + world.chance.randrange(6)) for at in range(6)]
        return " ".join(sorted(day.isoformat() for day in days))
    if question.kind is Kind.SCALING:
        return str(world.chance.randrange(3, 10))
    return str(world.chance.randrange(40)) if question.kind is Kind.NUMBER else ""
