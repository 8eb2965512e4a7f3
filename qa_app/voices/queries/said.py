"""What a practitioner said, as far as somebody may read it: the one way to their words and own grades."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa_app.access.rules import Viewer
from qa_app.audit_templates.rules import Section, Template
from qa_app.audit_templates.rules.conditions import shown_sections
from qa_app.audits.operations.beginning import row_of
from qa_app.audits.rules.then import Then
from qa_app.rounds.models import Allocation
from qa_app.voices.models import Reflection
from qa_app.voices.rules.preparing import PROMPTS, PROMPTS_OF_OWN_WORK
from qa_app.voices.rules.reading import Reader, what_is_open


@dataclass(frozen=True)
class OwnGradeTold:
    """An own grade in the words of the template."""

    grade: str = ""
    words: str = ""


@dataclass(frozen=True)
class Said:
    """By prompt in words, and by the id of each section."""

    words: list[tuple[str, str]] = field(default_factory=list)
    grades: Mapping[str, OwnGradeTold] = field(default_factory=dict)
    # Sections that have an own grade which this reader may not see yet.
    kept_back: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.grades or self.kept_back)


def said_to(reflection: Reflection, viewer: Viewer) -> Said:
    audit, prepared = reflection.audit, reflection.prepared.kept
    seen = what_is_open(
        reader_of(reflection, viewer),
        is_sent=reflection.sent_at is not None,
        is_released=reflection.released_at is not None,
        is_sealed=audit is not None and audit.sealed,
        graded_by_auditor=[one for one, grade in audit.grades.items() if grade] if audit else [],
        sections=prepared.grades,
    )
    words = [
        (prompt, prepared.words[key])
        for key, prompt in prompts_of(reflection.allocation).items()
        if seen.words and key in prepared.words
    ]
    grades = {
        section: told(said.grade, said.words, reflection.template)
        for section, said in prepared.grades.items()
        if section in seen.sections
    }
    kept_back = frozenset(prepared.grades) - frozenset(grades) if seen.words else frozenset()
    return Said(words, grades, kept_back)


def told(grade: str | None, words: str, template: Template) -> OwnGradeTold:
    found = template.grade(grade)
    return OwnGradeTold(found.words if found else "", words)


def reader_of(reflection: Reflection, viewer: Viewer) -> Reader:
    if reflection.practitioner_id == viewer.person_id:
        return Reader.PRACTITIONER
    is_auditor = reflection.allocation.auditor_id == viewer.person_id
    return Reader.AUDITOR if is_auditor else Reader.OTHER


def prompts_of(allocation: Allocation) -> Mapping[str, str]:
    return PROMPTS_OF_OWN_WORK if allocation.practitioner_id else PROMPTS


def graded_sections(reflection: Reflection) -> list[Section]:
    """Those that apply, by what is known of the child: nobody has answered a question that opens another."""
    shown = shown_sections(reflection.template, facts_of(reflection).facts, {})
    return [section for section, _ in shown if section.graded]


def facts_of(reflection: Reflection) -> Then:
    if reflection.audit:
        return reflection.audit.then
    row = row_of(reflection.allocation)
    return Then(row.status, row.also_on_plan, row.age) if row else Then()
