"""An audit as a reader reads it: every answer in words."""

from dataclasses import dataclass
from typing import Any

from qa_app.audit_templates import library
from qa_app.audit_templates.rules import Question, Section
from qa_app.audit_templates.rules.answers import (
    days_in,
    gap_in_words,
    has_source,
    in_words,
    longest_gap,
)
from qa_app.audit_templates.rules.reading import marks_of
from qa_app.audit_templates.rules.words import ANSWERS, HEADER, Kind
from qa_app.audits.models import Audit
from qa_app.audits.queries.beside import list_earlier, list_findings, parts_of
from qa_app.audits.queries.given import latest_given
from qa_app.audits.rules import Part
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.then import age_in_words
from qa_app.audits.rules.written import WrittenAnswer
from qa_app.children.queries.lists import status_names
from qa_app.foundation.clock import long_date
from qa_app.organisation.models import name_of

IMPACTS = ANSWERS[Kind.IMPACT]


@dataclass(frozen=True)
class Told:
    """A question and what was answered."""

    question: Question
    marks: tuple[str, ...]
    words: str
    gap: str
    source: str
    evidence: str


@dataclass(frozen=True)
class SectionTold:
    section: Section
    difference: str
    evidence: str
    grade: str
    # After a second opinion, where one was given.
    agreed: str
    impact: str
    reasons: list[tuple[str, str]]
    answers: list[Told]
    not_counted: list[Told]
    # In words, where it was changed after the auditor had read the practitioner's own.
    grade_before: str = ""


def what_it_says(audit: Audit, picture: Picture) -> dict[str, Any]:
    """All that its reading page, its check page and its print show."""
    grade = audit.template.grade(picture.whole.grade)
    agreed = audit.template.grade(audit.agreed_grade)
    return {
        "audit": audit,
        "template": audit.template,
        "head": head_of(audit),
        "parts": parts_of(audit),
        "all_parts": [*Part],
        "sections": [told(audit, picture, one) for one, _ in picture.shown.values()],
        "whole": picture.whole,
        "overall": grade.words if grade else "",
        "agreed_overall": agreed.words if agreed else "",
        "impact": IMPACTS.get(picture.whole.impact or "", ""),
        "reasons": reasons_of(picture, None),
        "given": latest_given(audit) if picture.given else {},
        "findings": list_findings(audit),
        "themes": {one.code: one.name for one in library.list_of_themes()},
    }


def head_of(audit: Audit) -> list[tuple[str, str]]:
    """What was true on the day it was begun, as far as the template has it at the head."""
    since = audit.status_since_then
    status = status_names(audit.council_id).get(audit.status_then, audit.status_then)
    also = " and on a child protection plan" if audit.on_plan_then else ""
    known = {
        "age-band": age_in_words(audit.age_then),
        "status": f"{status}{also}" if status else "",
        "status-since": long_date(since) if since else "",
        "team": audit.allocation.place.name,
        "practitioner": with_role(audit),
        "supervisor": name_of(audit.manager_then) if audit.manager_then_id else "",
    }
    return [(HEADER[name], known[name]) for name in audit.template.header if known.get(name)]


def with_role(audit: Audit) -> str:
    """Sam Field, social worker: where their own work is looked at, and their name where a child's record is."""
    return ", ".join(part for part in (audit.practitioner_name, audit.role_then) if part)


def told(audit: Audit, picture: Picture, section: Section) -> SectionTold:
    written = picture.of(section.id)
    grade = audit.template.grade(written.grade)
    _, shown = picture.shown[section.id]
    own = {one.id for one in section.questions}
    return SectionTold(
        section,
        written.difference,
        written.evidence,
        grade.words if grade else "",
        agreed_words(audit, section),
        IMPACTS.get(written.impact or "", ""),
        reasons_of(picture, section.id),
        [told_of(audit, one, written.answers.get(one.id)) for one in shown],
        [
            told_of(audit, one, written.answers.get(one.id))
            for one in picture.not_counted
            if one.id in own
        ],
        grade_before_own(audit, section),
    )


def grade_before_own(audit: Audit, section: Section) -> str:
    codes = [one.grade_before for one in audit.readings if one.section == section.id]
    grade = audit.template.grade(codes[0]) if codes else None
    return grade.words if grade else ""


def agreed_words(audit: Audit, section: Section) -> str:
    reading = audit.reading(section.id)
    agreed = audit.template.grade(reading.agreed_grade) if reading else None
    return agreed.words if agreed else ""


def told_of(audit: Audit, question: Question, answer: WrittenAnswer | None) -> Told:
    answer = answer or WrittenAnswer()
    gap = None
    if question.kind is Kind.DATES:
        gap = longest_gap(days_in(answer.value), audit.judged_since, audit.begun_on)
    return Told(
        question,
        tuple(marks_of(question)),
        in_words(question, audit.template, answer.value),
        gap_in_words(gap) if gap else "",
        answer.source.value if answer.source and has_source(question) else "",
        answer.evidence,
    )


def reasons_of(picture: Picture, section_id: str | None) -> list[tuple[str, str]]:
    """What a rule says, and the reason that was given against it."""
    reasons = picture.of(section_id).reasons if section_id else picture.whole.reasons
    return [
        (one.words, reasons[one.key]) for one in picture.said_of(section_id) if one.key in reasons
    ]


def corrections_of(audit: Audit) -> dict[str, list[Any]]:
    """What sections said before they were corrected, by section, the newest first."""
    found: dict[str, list[Any]] = {}
    for one in list_earlier(audit):
        found.setdefault(one.reading.section, []).append(one)
    return found
