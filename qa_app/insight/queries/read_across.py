"""What audits that count say about one thing, to be read in one go; of sealed audits nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, not_, or_, select

from qa_app.access.rules import Viewer
from qa_app.audit_templates.rules import Question, Template
from qa_app.audits.models import Audit, SectionReading
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import that_count
from qa_app.insight.queries.questions import ANSWERS, READINGS, with_answers
from qa_app.insight.queries.versions import Version
from qa_app.insight.rules.filters import Filters
from qa_app.insight.rules.read_across import Passage, Subject, answer_in_words
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Round

WHERE = (Place.name, Round.month, Audit.template_version_id, Audit.public_id, Child.public_id)


def of_sections(viewer: Viewer, filters: Filters, subject: Subject) -> Select[Any]:
    """What stands in a section, or in every section about one thing."""
    chosen = (
        SectionReading.concept == subject.concept
        if subject.concept
        else SectionReading.section == subject.section
    )
    columns: tuple[Any, ...] = (
        func.coalesce(SectionReading.agreed_grade, SectionReading.grade),
        SectionReading.evidence,
        SectionReading.difference,
        *WHERE,
    )
    return (
        _open(viewer, filters)
        .join(SectionReading, SectionReading.audit_id == Audit.id)
        .where(chosen, or_(SectionReading.evidence != "", SectionReading.difference != ""))
        .with_only_columns(*columns)
        .order_by(*_newest_first(), SectionReading.id)
    )


def of_answers(
    viewer: Viewer, filters: Filters, versions: Sequence[Template], question: Question
) -> Select[Any]:
    """The evidence beside the answers to a question."""
    return (
        with_answers(_open(viewer, filters), versions, question.id)
        .where(ANSWERS.c.evidence != "")
        .with_only_columns(ANSWERS.c.value, ANSWERS.c.evidence, READINGS.c.section, *WHERE)
        .order_by(*_newest_first(), ANSWERS.c.id)
    )


def count(wanted: Select[Any]) -> int:
    rows = wanted.order_by(None).with_only_columns(Audit.id).subquery()
    return db.session.scalar(select(func.count()).select_from(rows)) or 0


def list_passages(
    wanted: Select[Any],
    versions: Mapping[int, Version],
    question: Question | None,
    limit: int,
    offset: int,
) -> list[Passage]:
    """The newest first, with the grade or the answer in words."""
    found = []
    for value, evidence, other, place, month, version, audit, child in db.session.execute(
        wanted.limit(limit).offset(offset)
    ):
        scale = versions[version].scale
        grades = dict(zip(scale.codes, scale.words, strict=True))
        said = answer_in_words(question, value) if question else grades.get(value, "")
        difference = "" if question else other
        name = versions[version].name
        found.append(Passage(said, evidence, difference, place, month, name, audit, child))
    return found


def _open(viewer: Viewer, filters: Filters) -> Select[Audit]:
    """Whoever else may read a sealed audit reads it on its own page, where that is noted."""
    return (
        that_count(viewer, filters)
        .where(not_(Audit.sealed))
        .outerjoin(Child, Child.id == Allocation.child_id)
    )


def _newest_first() -> tuple[Any, ...]:
    return Round.month.desc(), Audit.submitted_at.desc(), Audit.id.desc()
