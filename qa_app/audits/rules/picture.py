"""A whole audit as its rules see it: what is shown, what counts, and what the rules say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from qa_app.audit_templates.rules import Question, Section, Template
from qa_app.audit_templates.rules.answers import answers_for_rules, is_needed
from qa_app.audit_templates.rules.conditions import Answers, Facts, shown_sections
from qa_app.audit_templates.rules.limits import Said, Written, what_rules_say
from qa_app.audit_templates.rules.words import Mode
from qa_app.audits.rules.given import GivenState, is_partners
from qa_app.audits.rules.states import HEARD, FindingKind, Part, Safe, SectionState
from qa_app.audits.rules.written import WrittenSection, WrittenWhole

NOTHING = WrittenSection()


@dataclass(frozen=True)
class Picture:
    template: Template
    facts: Facts
    sections: Mapping[str, WrittenSection] = field(default_factory=dict)
    whole: WrittenWhole = WrittenWhole()
    findings: Sequence[FindingKind] = ()
    # Who took part, and who did not.
    parts: Mapping[Part, bool] = field(default_factory=dict)
    # What was said on opening to the question about safety.
    safe: Safe | None = None
    # Sections that partners answer, and how far each is.
    given: Mapping[str, GivenState] = field(default_factory=dict)
    # Where the time that is judged begins; None where nobody has begun to read.
    since: date | None = None
    # The day of the audit; None likewise.
    until: date | None = None

    def of(self, section_id: str) -> WrittenSection:
        return self.sections.get(section_id, NOTHING)

    def is_partners(self, section_id: str) -> bool:
        state = self.given.get(section_id)
        return state is not None and is_partners(state)

    @cached_property
    def kept(self) -> dict[str, str]:
        """Every answer that is kept, whether its question is shown or not."""
        return {
            question: answer.value
            for section in self.sections.values()
            for question, answer in section.answers.items()
        }

    @cached_property
    def answers(self) -> Answers:
        return answers_for_rules(self.template, self.kept)

    @cached_property
    def shown(self) -> Mapping[str, tuple[Section, tuple[Question, ...]]]:
        found = shown_sections(self.template, self.facts, self.answers)
        return {section.id: (section, questions) for section, questions in found}

    @cached_property
    def not_counted(self) -> list[Question]:
        """Questions that were answered and are no longer shown; their answers are kept."""
        shown = {one.id for _, questions in self.shown.values() for one in questions}
        return [
            one for one in self.template.questions if one.id not in shown and self.kept.get(one.id)
        ]

    @cached_property
    def said(self) -> list[Said]:
        """What the rules of the template say of it."""
        return what_rules_say(self.template, self.facts, self.for_rules)

    @property
    def for_rules(self) -> Written:
        evidence = {one: section.evidence for one, section in self.sections.items()}
        for section in self.sections.values():
            evidence |= section.evidence_of
        return Written(
            grades={one: told.grade for one, told in self.sections.items() if told.grade},
            answers=self.answers,
            evidence=evidence,
            overall=self.whole.grade,
            impact=self.whole.impact,
            family_heard=any(self.parts.get(part) for part in HEARD),
        )

    def said_of(self, section_id: str | None) -> list[Said]:
        """Of one section, or of the whole audit."""
        return [one for one in self.said if one.section == section_id]

    def is_answered(self, question: Question) -> bool:
        return bool(self.kept.get(question.id))

    def state_of(self, section_id: str) -> SectionState:
        section, questions = self.shown[section_id]
        written = self.of(section_id)
        if section.graded and written.grade:
            return SectionState.GRADED
        if written.is_empty:
            return SectionState.NOT_BEGUN
        needed = [one for one in questions if is_needed(one)]
        if all(self.is_answered(one) for one in needed) and (needed or not section.graded):
            return SectionState.ANSWERED
        return SectionState.BEGUN

    @property
    def all_graded(self) -> bool:
        """Whether this auditor has judged for themselves, so that what others judged may be read."""
        return all(
            self.of(section.id).grade
            for section, _ in self.shown.values()
            if section.graded and not self.is_partners(section.id)
        )


def needs_reason(said: Said, reasons: Mapping[str, str]) -> bool:
    return said.mode is Mode.WARN and not reasons.get(said.key, "").strip()


def is_refused(said: Said) -> bool:
    return said.mode is Mode.ENFORCE
