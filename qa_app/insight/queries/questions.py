"""Answers of the audits that count, grouped by the database; and the audits behind an answer."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from qa_app.access.rules import Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.queries.read import templates_of
from qa_app.audit_templates.rules import Template
from qa_app.audits.models import Answer, Audit, SectionReading
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import that_count
from qa_app.insight.rules.filters import Filters
from qa_app.insight.rules.questions import Gates, asking_the_same, counted_questions, newer_ids
from qa_app.rounds.models import Round

# Tables by themselves: the audits that they are joined to are not shut.
READINGS, ANSWERS = SectionReading.__table__, Answer.__table__


def numbers_by_template(viewer: Viewer, filters: Filters) -> dict[str, int]:
    """How many audits count with each template, the most first."""
    rows = db.session.execute(
        that_count(viewer, filters)
        .options()
        .order_by(None)
        .join(TemplateVersion, TemplateVersion.id == Audit.template_version_id)
        .with_only_columns(TemplateVersion.code, func.count())
        .group_by(TemplateVersion.code)
    )
    return dict(sorted(((code, many) for code, many in rows), key=lambda one: (-one[1], one[0])))


def versions_of(code: str, viewer: Viewer) -> list[Template]:
    """Every version of a template, the newest first."""
    versions = select(TemplateVersion.id).where(
        TemplateVersion.council_id == viewer.council_id, TemplateVersion.code == code
    )
    return sorted(templates_of(versions).values(), key=lambda one: -one.number)


def count_answers(
    viewer: Viewer, filters: Filters, versions: Sequence[Template]
) -> list[tuple[str, str, int]]:
    """Question, answer and how many audits of these filters gave it. One query, however many there are."""
    rows = db.session.execute(
        _answered(that_count(viewer, filters).options().order_by(None), versions)
        .with_only_columns(ANSWERS.c.question, ANSWERS.c.value, func.count())
        .group_by(ANSWERS.c.question, ANSWERS.c.value)
    )
    return [(question, value, number) for question, value, number in rows]


def behind(
    viewer: Viewer, filters: Filters, versions: Sequence[Template], question: str, answer: str
) -> Select[Audit]:
    """The audits that gave one answer to a question of the newest version, or to one that it continues."""
    asks = asking_the_same(question, newer_ids(versions))
    chosen = [ANSWERS.c.question.in_(asks), ANSWERS.c.value == answer]
    given = (
        _answered(select(READINGS.c.audit_id).select_from(READINGS), versions, READINGS)
        .where(READINGS.c.audit_id == Audit.id, *chosen)
        .correlate(Audit)
    )
    return that_count(viewer, filters).where(given.exists())


def count_behind(wanted: Select[Audit]) -> int:
    ids = wanted.options().order_by(None).with_only_columns(Audit.id).subquery()
    return db.session.scalar(select(func.count()).select_from(ids)) or 0


def list_behind(wanted: Select[Audit], limit: int, offset: int) -> list[Audit]:
    """The newest month first."""
    ordered = wanted.order_by(Round.month.desc(), Audit.submitted_at.desc(), Audit.id.desc())
    return list(db.session.scalars(ordered.limit(limit).offset(offset)))


def _answered(wanted: Select[Any], versions: Sequence[Template], of: Any = Audit) -> Select[Any]:
    """Joined to answers whose questions were shown: an answer that is hidden is kept, and counts for nothing."""
    joined = wanted if of is READINGS else wanted.join(READINGS, READINGS.c.audit_id == Audit.id)
    joined = joined.join(ANSWERS, ANSWERS.c.section_reading_id == READINGS.c.id)
    return joined.where(ANSWERS.c.value != "", _is_shown(versions))


def _is_shown(versions: Sequence[Template]) -> ColumnElement[bool]:
    by_gates: dict[Gates, set[str]] = {}
    newer = newer_ids(versions)
    for question, gates in _questions_of(versions).items():
        by_gates.setdefault(gates, set()).add(question)
    return or_(
        false(),
        *(
            and_(ANSWERS.c.question.in_(questions), *_open(gates, newer))
            for gates, questions in by_gates.items()
        ),
    )


def _questions_of(versions: Sequence[Template]) -> Mapping[str, Gates]:
    """As the newest version that asks it shows it."""
    found: dict[str, Gates] = {}
    for template in versions:
        found = {**counted_questions(template), **found}
    return found


def _open(
    gates: Collection[tuple[str, frozenset[str]]], newer: Mapping[str, str]
) -> list[ColumnElement[bool]]:
    """Whether the same audit gave an answer that shows what hangs on it, to whichever wording of its question."""
    conditions: list[ColumnElement[bool]] = []
    for question, values in gates:
        reading, answer = READINGS.alias(), ANSWERS.alias()
        gate = (
            select(answer.c.id)
            .join(reading, answer.c.section_reading_id == reading.c.id)
            .where(
                reading.c.audit_id == READINGS.c.audit_id,
                answer.c.question.in_(asking_the_same(question, newer)),
                answer.c.value.in_(values),
            )
            .correlate(READINGS)
        )
        conditions.append(gate.exists())
    return conditions


def with_answers(audits: Select[Audit], versions: Sequence[Template], question: str) -> Select[Any]:
    """Joined to what was answered to a question that was shown, in whichever wording: READINGS and ANSWERS."""
    asks = asking_the_same(question, newer_ids(versions))
    return _answered(audits.order_by(None), versions).where(ANSWERS.c.question.in_(asks))
