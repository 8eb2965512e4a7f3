"""The page of a section: its questions, its evidence, what is different, its grade, and private notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict

from qa_app.audit_templates.questions import Asked, Given, asked_in, show_again
from qa_app.audit_templates.rules import Section, Template
from qa_app.audit_templates.rules.limits import Said, is_a_key
from qa_app.audit_templates.rules.reading import Beside
from qa_app.audit_templates.rules.words import ANSWERS, Kind, Mode, RuleKind
from qa_app.audits.rules import Source
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection, WrittenWhole
from qa_app.web.fields import Form, button, hidden, radios, text_area
from qa_app.web.fields.checks import as_meant

DIFFERENCE = "What is different for the child because of this work?"
NO_NAMES = "Do not name the child or their family: write their role, or initials."
LONGEST_REASON = 1000
REASON = "reason-"
IMPACTS = [*ANSWERS[Kind.IMPACT].items()]
# What a rule of this kind asks for is more evidence, so that no reason is asked for besides.
ASKS_FOR_EVIDENCE = (RuleKind.EXPLAIN_CRITICAL,)


def as_given(answer: WrittenAnswer) -> Given:
    source = answer.source.name.lower().replace("_", "-") if answer.source else ""
    return Given(answer.value, source, answer.evidence)


def as_written(given: Given) -> WrittenAnswer:
    source = Source[given.source.upper().replace("-", "_")] if given.source else None
    return WrittenAnswer(given.value, source, given.evidence)


class JudgingForm(Form):
    """What a section and the whole audit have in common: a sentence, a difference made, a grade, reasons."""

    version = hidden()
    difference = text_area(
        DIFFERENCE,
        hint="Write this sentence first. Then choose the grade that it supports.",
        max_length=1000,
        rows=3,
    )
    grade = radios("Which grade does this support?")
    impact = radios("How much difference did it make?", IMPACTS, optional=True)
    go_on = button("Save and continue")
    later = button("Save and come back later", secondary=True)

    reasons_given: Mapping[str, str] = {}
    says: Sequence[Said] = ()

    def take_reasons(self, sent: MultiDict[str, str], template: Template) -> None:
        """Of rules that the template has; whatever else is sent is no reason."""
        self.reasons_given = {
            name.removeprefix(REASON): as_meant(text)[:LONGEST_REASON]
            for name, text in sent.items()
            if name.startswith(REASON) and is_a_key(name.removeprefix(REASON), template)
        }

    def offer_grades(self, template: Template, descriptors: Mapping[str, str]) -> None:
        self.grade.options = [(one.code, one.words) for one in template.scale]
        self.grade.hints = dict(descriptors)

    @property
    def asked_for(self) -> list[tuple[str, str]]:
        """Each reason that a rule asks for: the name of its box, and what the rule says."""
        wanted = {
            one.key: one.words
            for one in self.says
            if one.mode is Mode.WARN and one.kind not in ASKS_FOR_EVIDENCE
        }
        return [(REASON + key, words) for key, words in wanted.items()]

    def reason(self, name: str) -> str:
        return self.reasons_given.get(name.removeprefix(REASON), "")

    def valid_or(self, name: str, before: Any) -> Any:
        """What was entered, or what is kept of before where that cannot be taken."""
        if name not in self or self[name].errors:
            return before
        return self[name].data or None


class SectionForm(JudgingForm):
    evidence = text_area(
        "What did you see on the record?",
        hint=f"Say where you saw it. {NO_NAMES}",
        max_length=20_000,
        rows=8,
    )
    note = text_area(
        "Your own notes on this section",
        hint="Only you can read these. They are destroyed when you submit the audit.",
        rows=6,
        max_length=5000,
    )

    def __init__(self, section: Section, picture: Picture, beside: Beside, note: str, version: int):
        self.section, self.picture = section, picture
        self.before = picture.of(section.id)
        there = self.before
        super().__init__(
            data={
                "version": str(version),
                "difference": there.difference,
                "evidence": there.evidence,
                "grade": there.grade,
                "impact": there.impact,
                "note": note,
            }
        )
        template = picture.template
        given = {question: as_given(one) for question, one in there.answers.items()}
        self.asked = asked_in(section, template, picture.facts, picture.answers, given, beside)
        for one in self.asked:
            one.since, one.until = picture.since, picture.until
        self.reasons_given = there.reasons
        self.offer_grades(template, section.descriptors)
        if not section.graded:
            del self.grade, self.difference, self.impact

    def take(self, sent: MultiDict[str, str]) -> None:
        """Whatever of it can be read."""
        for one in self.asked:
            one.read(sent, self.picture.template)
        show_again(self.asked)
        self.take_reasons(sent, self.picture.template)

    @property
    def written(self) -> WrittenSection:
        """With answers to questions that are not on this page as they were."""
        there = self.before
        answers = {one.question.id: as_written(one.given) for one in self.asked}
        written = replace(
            there,
            evidence=self.valid_or("evidence", there.evidence) or "",
            reasons=self.reasons_given,
            answers={**there.answers, **answers},
        )
        if not self.section.graded:
            return written
        return replace(
            written,
            difference=self.valid_or("difference", there.difference) or "",
            grade=self.valid_or("grade", there.grade),
            impact=self.valid_or("impact", there.impact),
        )

    @property
    def by_quality(self) -> list[Asked]:
        return [one for one in self.asked if not one.question.compliance]

    @property
    def by_time_limit(self) -> list[Asked]:
        return [one for one in self.asked if one.question.compliance]

    @property
    def has_not_applicable(self) -> bool:
        return any("not-applicable" in one.choices for one in self.asked)

    @property
    def problems(self) -> Iterator[tuple[str, str]]:
        """The id of each box that could not be taken, and why."""
        for one in self.asked:
            if one.problem:
                yield one.first_box, one.problem
            if one.evidence_problem:
                yield one.evidence_name, one.evidence_problem
        for field in self:
            if field.errors:
                yield getattr(field, "first_wrong", field.name), str(field.errors[0])

    @property
    def errors_for_summary(self) -> list[dict[str, str]]:
        reasons = [{"text": reason} for reason in self.reasons]
        return [*reasons, *({"text": words, "href": f"#{place}"} for place, words in self.problems)]


class WholeForm(JudgingForm):
    """The judgement of the whole audit."""

    def __init__(self, there: WrittenWhole, template: Template, version: int):
        self.before = there
        super().__init__(
            data={
                "version": str(version),
                "difference": there.difference,
                "grade": there.grade,
                "impact": there.impact,
            }
        )
        self.reasons_given = there.reasons
        self.offer_grades(template, {})
        self.grade.label.text = "Which grade does the whole of the work deserve?"
        self.impact.label.text = "How much difference did the work make to the child?"

    @property
    def written(self) -> WrittenWhole:
        there = self.before
        return WrittenWhole(
            self.valid_or("difference", there.difference) or "",
            self.valid_or("impact", there.impact),
            self.valid_or("grade", there.grade) if "grade" in self else there.grade,
            self.reasons_given,
        )

    @property
    def problems(self) -> Iterator[tuple[str, str]]:
        for field in self:
            if field.errors:
                yield getattr(field, "first_wrong", field.name), str(field.errors[0])
