"""An audit as its rules see it, read in a few queries however long its template is."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import bindparam, select

from qa_app.audits.models import Answer, Audit, Finding, Participation, SectionReading
from qa_app.audits.queries.given import states_of_given
from qa_app.audits.rules.given import is_hidden_from_lead
from qa_app.audits.rules.picture import Picture
from qa_app.audits.rules.written import WrittenAnswer, WrittenSection, WrittenWhole
from qa_app.foundation.database import db

# Made once: while somebody types they are asked every few seconds.
ANSWERS_IN = (
    select(Answer.section_reading_id, Answer.question, Answer.value, Answer.source, Answer.evidence)
    .join(Answer.reading)
    .where(SectionReading.audit_id == bindparam("audit_id"))
    .order_by(Answer.id)
)
ANSWERS_OF = (
    select(Answer.question, Answer.value, Answer.source, Answer.evidence)
    .where(Answer.section_reading_id == bindparam("reading_id"))
    .order_by(Answer.id)
)


def sections_of(audit: Audit, own: str = "") -> Picture:
    """What the page of one section needs: without what was found, and without who took part.

    What a partner has not handed in yet is left out, but for their own section when they ask.
    """
    given = states_of_given(audit)
    hidden = {one for one, state in given.items() if is_hidden_from_lead(state)} - {own}
    answers = answers_in(audit)
    written = {
        one.section: written_in(one, answers[one.id])
        for one in audit.readings
        if one.section not in hidden
    }
    return Picture(
        audit.template,
        audit.then.facts,
        written,
        whole_of(audit),
        safe=audit.safe_at_first,
        given=given,
        since=audit.judged_since,
        until=audit.begun_on,
    )


def picture_of(audit: Audit, own: str = "") -> Picture:
    kinds = select(Finding.kind).where(Finding.audit_id == audit.id).order_by(Finding.position)
    parts = select(Participation.part, Participation.took_part).where(
        Participation.audit_id == audit.id
    )
    return replace(
        sections_of(audit, own),
        findings=tuple(db.session.scalars(kinds)),
        parts={part: took_part for part, took_part in db.session.execute(parts)},
    )


def answers_in(audit: Audit) -> dict[int, dict[str, WrittenAnswer]]:
    """By the reading of the section, then by question."""
    rows = db.session.execute(ANSWERS_IN, {"audit_id": audit.id})
    found: dict[int, dict[str, WrittenAnswer]] = defaultdict(dict)
    for reading, question, value, source, evidence in rows:
        found[reading][question] = WrittenAnswer(value, source, evidence)
    return found


def answers_of(reading: SectionReading) -> dict[str, WrittenAnswer]:
    """Of one section, by question."""
    rows = db.session.execute(ANSWERS_OF, {"reading_id": reading.id})
    return {
        question: WrittenAnswer(value, source, evidence)
        for question, value, source, evidence in rows
    }


def written_in(
    reading: SectionReading | None, answers: dict[str, WrittenAnswer] | None = None
) -> WrittenSection:
    """What a section says; its answers are read where nobody gives them."""
    if reading is None:
        return WrittenSection()
    return WrittenSection(
        reading.difference,
        reading.evidence,
        reading.grade,
        reading.impact,
        reading.reasons,
        answers_of(reading) if answers is None else answers,
    )


def whole_of(audit: Audit) -> WrittenWhole:
    return WrittenWhole(audit.difference, audit.impact, audit.grade, audit.reasons)
