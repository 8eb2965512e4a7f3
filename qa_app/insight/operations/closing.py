"""Keep what counts of a round at the moment it is closed; forget it if the round is opened again."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, select

from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.insight.models import KeptGrade, KeptRound
from qa_app.insight.queries.counted import SETTLED
from qa_app.insight.queries.versions import versions_in
from qa_app.insight.rules.closed import WHOLE, lowest_of
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.rules import State


def keep_figures(round_: Round, at: datetime | None) -> None:
    db.session.flush()
    for table in (KeptGrade, KeptRound):
        db.session.execute(delete(table).where(table.round_id == round_.id))
    if at is None:
        return
    rows = _rows_of(round_)
    if rows:
        db.session.execute(insert(KeptGrade), rows)
    waiting = _audits_of(round_, Audit.status == Status.SUBMITTED).with_only_columns(func.count())
    number = db.session.scalar(waiting) or 0
    db.session.add(
        KeptRound(council_id=round_.council_id, round_id=round_.id, kept_at=at, waiting=number)
    )
    db.session.flush()


def _rows_of(round_: Round) -> list[dict[str, Any]]:
    """Of the whole, with a grade or without one; and the lowest grade of all sections about the same."""
    counted = _audits_of(round_, Audit.status.in_(SETTLED))
    whole = func.coalesce(Audit.agreed_grade, Audit.grade)
    wholes = db.session.execute(
        counted.with_only_columns(Audit.id, Audit.template_version_id, whole)
    ).all()
    grade = func.coalesce(SectionReading.agreed_grade, SectionReading.grade)
    sections = db.session.execute(
        counted.join(SectionReading, SectionReading.audit_id == Audit.id)
        .where(grade.is_not(None))
        .with_only_columns(Audit.id, Audit.template_version_id, SectionReading.concept, grade)
    ).all()
    scales = {number: one.scale for number, one in versions_in(round_.council_id).items()}
    given = [(audit, WHOLE, one) for audit, _, one in wholes]
    given += lowest_of(
        [(audit, version, concept, one) for audit, version, concept, one in sections], scales
    )
    shared = {"council_id": round_.council_id, "round_id": round_.id}
    return [
        {**shared, "audit_id": audit, "concept": concept, "grade": one}
        for audit, concept, one in given
    ]


def _audits_of(round_: Round, they_are: ColumnElement[bool]) -> Select[Any]:
    return (
        select(Audit.id)
        .join(Audit.allocation)
        .where(
            Audit.council_id == round_.council_id,
            Allocation.round_id == round_.id,
            Allocation.state != State.WITHDRAWN,
            Allocation.practitioner_id.is_(None),
            they_are,
        )
    )
