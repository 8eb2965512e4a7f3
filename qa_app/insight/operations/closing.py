"""Keep what counts of a round at the moment it is closed; forget it if the round is opened again.

What is kept is counted by the queries that count for the pages, so that both say the same at that moment.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, select

from qa_app.audit_templates import library
from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.rules import Status
from qa_app.foundation.database import Model, db
from qa_app.insight.models import KeptAllocation, KeptReading, KeptRound
from qa_app.insight.queries.auditor_kinds import kind_of_auditor
from qa_app.insight.queries.by_allocation import themes_by_allocation, voices_by_allocation
from qa_app.insight.queries.completion import given_with
from qa_app.insight.queries.counted import SETTLED, about_audits
from qa_app.insight.queries.themes import counting_of
from qa_app.insight.queries.versions import versions_in
from qa_app.insight.rules import Given
from qa_app.insight.rules.closed import WHOLE, lowest_of
from qa_app.insight.rules.completion import counts_as
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.stood import Themes, voices_as_kept
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries import is_own_work
from qa_app.rounds.rules import State


def keep_figures(round_: Round, at: datetime | None) -> None:
    db.session.flush()
    for table in (KeptAllocation, KeptReading, KeptRound):
        db.session.execute(delete(table).where(table.round_id == round_.id))
    if at is None:
        return
    kept: dict[type[Model], list[dict[str, Any]]] = {
        KeptAllocation: _allocations_of(round_, at),
        KeptReading: _readings_of(round_),
    }
    for kind, rows in kept.items():
        if rows:
            db.session.execute(insert(kind), rows)
    waiting = _audits_of(round_, Audit.status == Status.SUBMITTED).with_only_columns(func.count())
    number = db.session.scalar(waiting) or 0
    db.session.add(
        KeptRound(council_id=round_.council_id, round_id=round_.id, kept_at=at, waiting=number)
    )
    db.session.flush()


def _grades_of(council_id: int, counted: Select[Any]) -> dict[int, dict[str, str | None]]:
    """Of the whole, with a grade or without one; and the lowest grade of all sections about the same."""
    whole = func.coalesce(Audit.agreed_grade, Audit.grade)
    wholes = db.session.execute(counted.with_only_columns(Audit.allocation_id, whole))
    found: dict[int, dict[str, str | None]] = {one: {WHOLE: grade} for one, grade in wholes}
    of_section = func.coalesce(SectionReading.agreed_grade, SectionReading.grade)
    sections = db.session.execute(
        counted.join(SectionReading, SectionReading.audit_id == Audit.id)
        .where(of_section.is_not(None))
        .with_only_columns(
            Audit.allocation_id, Audit.template_version_id, SectionReading.concept, of_section
        )
    )
    scales = {number: one.scale for number, one in versions_in(council_id).items()}
    given = [(one, version, concept, grade) for one, version, concept, grade in sections]
    for one, concept, lowest in lowest_of(given, scales):
        found[one][concept] = lowest
    return found


def _audits_of(round_: Round, they_are: ColumnElement[bool]) -> Select[Any]:
    return (
        select(Audit.id)
        .join(Audit.allocation)
        .join(Allocation.round)
        .where(
            Audit.council_id == round_.council_id,
            Allocation.round_id == round_.id,
            Allocation.state != State.WITHDRAWN,
            Allocation.practitioner_id.is_(None),
            they_are,
        )
    )


def _allocations_of(round_: Round, at: datetime) -> list[dict[str, Any]]:
    """All that were given out, of records alone."""
    wanted = given_with(Allocation.id).where(Allocation.round_id == round_.id, ~is_own_work())
    shared = {"council_id": round_.council_id, "round_id": round_.id}
    return [
        {**shared, "allocation_id": number, "counted_as": counts_as(Given(*one), at)}
        for number, *one in db.session.execute(wanted)
    ]


def _readings_of(round_: Round) -> list[dict[str, Any]]:
    """As far as figures count them: not what looks at an audit."""
    counted = _audits_of(round_, Audit.status.in_(SETTLED)).where(
        Audit.template_version_id.not_in(about_audits(round_.council_id))
    )
    columns = (
        Audit.allocation_id,
        Audit.template_version_id,
        Audit.place_then,
        Audit.status_then,
        Audit.age_then,
        kind_of_auditor().label("auditor"),
        Audit.practitioner_then_id,
    )
    month = Filters(Period(round_.month, round_.month))
    asking = counting_of(round_.council_id, counted, month, library.list_of_themes())
    themes, voices = themes_by_allocation(asking), voices_by_allocation(counted, counted)
    grades = _grades_of(round_.council_id, counted)
    shared = {"council_id": round_.council_id, "round_id": round_.id}
    return [
        {
            **shared,
            **one._mapping,
            "grades": grades[one.allocation_id],
            "themes": themes.get(one.allocation_id, Themes()).as_kept,
            "voices": voices_as_kept(voices.get(one.allocation_id, {})),
        }
        for one in db.session.execute(counted.with_only_columns(*columns))
    ]
