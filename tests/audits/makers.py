"""Fill audits for tests."""

from typing import Any

from qa_app.audit_templates.rules import Question, Section
from qa_app.audit_templates.rules.answers import choices_of, is_needed
from qa_app.audit_templates.rules.words import Overall
from qa_app.audits import operations
from qa_app.audits.models import Audit
from qa_app.audits.operations.people import TookPart, say_whether_heard
from qa_app.audits.queries import picture_of
from qa_app.audits.queries.beside import others_of
from qa_app.audits.rules import FindingKind, Safe
from qa_app.audits.rules.people import heard_in, said_on_its_page, version_of
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection, WrittenWhole
from tests.makers import NOON, make_audit, viewer_of

SAW = "Supervision on 3 November says what was decided, by whom and why."
SENTENCE = "She sleeps at home again."


def auditor(audit: Audit) -> Any:
    return viewer_of(audit.allocation.auditor)


def first_answer(audit: Audit, question: Question) -> WrittenAnswer:
    code = next(iter(choices_of(question, audit.template)))
    return WrittenAnswer(code, None, SAW)


def fill_section(audit: Audit, section: Section, grade: str | None = None) -> None:
    _, questions = picture_of(audit).shown[section.id]
    answers = {one.id: first_answer(audit, one) for one in questions if is_needed(one)}
    best = grade or audit.template.scale[0].code
    judged = {"difference": SENTENCE, "grade": best} if section.graded else {}
    save(audit, section, WrittenSection(evidence=SAW, answers=answers, **judged))


def save(audit: Audit, section: Section, written: WrittenSection, **how: Any) -> int:
    reading = audit.reading(section.id)
    seen = how.pop("seen", reading.version if reading else 0)
    by, at = how.pop("by", auditor(audit)), how.pop("at", NOON)
    return operations.save_section(audit, section, written, seen, by, at, **how)


def fill(audit: Audit, grade: str | None = None) -> Audit:
    """Everything that is asked for; several times over the sections, for answers bring questions."""
    for _ in range(4):
        for section, _ in [*picture_of(audit).shown.values()]:
            fill_section(audit, section, grade)
    by = auditor(audit)
    operations.say_whether_safe(audit, Safe.YES, by, NOON)
    operations.say_who_took_part(
        audit,
        {part: TookPart(True) for part in said_on_its_page(audit.template)},
        version_of(others_of(audit).values()),
        by,
        NOON,
    )
    for part in heard_in(audit.template):
        say_whether_heard(audit, part, TookPart(True))
    if audit.template.overall is not Overall.NONE:
        best = grade or audit.template.scale[0].code
        graded = best if audit.template.overall is Overall.GRADED else None
        whole = WrittenWhole(SENTENCE, "clear", graded)
        operations.save_whole(audit, whole, audit.version, by, NOON)
    for kind in FindingKind:
        operations.add_finding(audit, kind, f"A {kind.value.lower()}.", ["VOI1"], False, by, NOON)
    return audit


def make_submitted(grade: str | None = None, **what_matters: Any) -> Audit:
    audit = fill(make_audit(**what_matters), grade)
    operations.submit(audit, Safe.YES, auditor(audit), NOON)
    return audit
