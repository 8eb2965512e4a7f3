"""What an audit must still say before it can be submitted, in the order of the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qa_app.audit_templates.rules import Section
from qa_app.audit_templates.rules.answers import is_needed
from qa_app.audit_templates.rules.words import Overall, RuleKind
from qa_app.audits.rules.given import GivenState
from qa_app.audits.rules.people import always_said, whom
from qa_app.audits.rules.picture import Picture, is_refused, needs_reason
from qa_app.audits.rules.states import HEARD, FindingKind


class Where(StrEnum):
    """The page on which something is mended."""

    SAFETY = "The question about safety"
    PEOPLE = "Who took part"
    FAMILY = "The child and their family"
    SECTION = "A section"
    WHOLE = "The whole audit"
    PARTNERS = "Sections that partners answer"
    FINDINGS = "Strengths and areas for development"


@dataclass(frozen=True)
class Missing:
    """One thing to do, and its place: a page, and the id of the field on it."""

    words: str
    where: Where
    section: str = ""
    anchor: str = ""


def missing_before_submitting(picture: Picture) -> list[Missing]:
    return [
        *_safety(picture),
        *_people(picture),
        *(one for section, _ in picture.shown.values() for one in in_section(picture, section)),
        *_whole(picture),
        *_findings(picture),
    ]


def _safety(picture: Picture) -> Iterator[Missing]:
    if picture.template.gate and picture.safe is None:
        yield Missing("Answer the question about safety", Where.SAFETY, anchor="safe")


def _people(picture: Picture) -> Iterator[Missing]:
    for part in always_said(picture.template):
        if part in picture.parts:
            continue
        if part in HEARD:
            words = f"Record whether {whom(part)} was asked, or why not"
            yield Missing(words, Where.FAMILY, anchor=part.name.lower())
        else:
            yield Missing(
                f"Say whether {whom(part)} took part", Where.PEOPLE, anchor=f"{part.name}-took"
            )


def in_section(picture: Picture, section: Section) -> Iterator[Missing]:
    """What a partner answers is asked of them; what was taken back from one is the auditor's to answer."""
    state = picture.given.get(section.id)
    if state in (None, GivenState.RELEASED):
        yield from left_in(picture, section)
    elif state is GivenState.GIVEN:
        words = f"Wait for the partner to hand in “{section.heading}”, or take it back"
        yield Missing(words, Where.PARTNERS, section.id, section.id)


def left_in(picture: Picture, section: Section) -> list[Missing]:
    return [*_left_in(picture, section)]


def _left_in(picture: Picture, section: Section) -> Iterator[Missing]:
    _, questions = picture.shown[section.id]
    written = picture.of(section.id)
    for question in questions:
        if is_needed(question) and not picture.is_answered(question):
            yield _at(section, f"Answer “{question.text}”", f"a-{question.id}")
    if section.graded:
        if not written.difference:
            yield _at(section, f"Write what is different for the child, in “{section.heading}”", "difference")  # fmt: skip
        if not written.grade:
            yield _at(section, f"Grade “{section.heading}”", "grade")
    for said in picture.said_of(section.id):
        # What wants more evidence is mended at its question; no reason stands in for that.
        if is_refused(said) or (said.kind is RuleKind.EXPLAIN_CRITICAL):
            yield _at(section, said.words, f"a-{said.question}" if said.question else "grade")
        elif needs_reason(said, written.reasons):
            yield _at(section, f"Give a reason: {_small(said.words)}", f"reason-{said.key}")


def _at(section: Section, words: str, anchor: str) -> Missing:
    return Missing(words, Where.SECTION, section.id, anchor)


def _whole(picture: Picture) -> Iterator[Missing]:
    overall, whole = picture.template.overall, picture.whole
    if overall is Overall.NONE:
        return
    if not whole.difference:
        yield Missing("Write what is different for the child, of the whole", Where.WHOLE, anchor="difference")  # fmt: skip
    if not whole.impact:
        yield Missing("Say how much difference the work made", Where.WHOLE, anchor="impact")
    if overall is Overall.GRADED and not whole.grade:
        yield Missing("Choose the overall grade", Where.WHOLE, anchor="grade")
    for said in picture.said_of(None):
        if is_refused(said):
            yield Missing(said.words, Where.WHOLE, anchor="grade")
        elif needs_reason(said, whole.reasons):
            words = f"Give a reason: {_small(said.words)}"
            yield Missing(words, Where.WHOLE, anchor=f"reason-{said.key}")


def _findings(picture: Picture) -> Iterator[Missing]:
    """A strength in every audit; an area for development wherever something is not yet good."""
    template = picture.template
    if template.strengths and FindingKind.STRENGTH not in picture.findings:
        yield Missing("Add at least one strength", Where.FINDINGS, anchor="strengths")
    grades = [template.grade(picture.of(one).grade) for one in picture.shown]
    is_low = any(grade and not grade.counts_as_good for grade in grades)
    if template.development and is_low and FindingKind.DEVELOPMENT not in picture.findings:
        words = "Add at least one area for development"
        yield Missing(words, Where.FINDINGS, anchor="development")


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
