"""Grades of closed months as they stood, beside those that count now, of the audits that the viewer may open."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import CTE, ColumnElement, and_, case, func, literal, or_, select, union_all

from qa_app.audits.models import Audit
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.insight.models import KeptGrade, KeptRound
from qa_app.insight.queries.counted import that_may_count
from qa_app.insight.queries.grades import Asking
from qa_app.insight.rules.closed import WHOLE, Kept
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Round

# Tables by themselves: the audits that they are joined to are visible and not shut.
GRADES, ROUNDS = KeptGrade.__table__, KeptRound.__table__


def count_kept(asking: Asking) -> list[Kept]:
    """By month, version and grades, then and now. One query."""
    rows = _beside(asking)
    by = (rows.c.month, rows.c.version_id, rows.c.then, rows.c.now)
    how = (rows.c.is_gone, rows.c.is_added)
    wanted = select(*by, *how, func.count()).group_by(*by, *how)
    return [
        Kept(month, version, then, now, number, bool(gone), bool(added))
        for month, version, then, now, gone, added, number in db.session.execute(wanted)
    ]


@dataclass(frozen=True)
class Changed:
    """One audit whose part in the figures of a closed month is another than it was."""

    month: date
    reference: str
    place: str
    version: int
    then: str | None
    now: str | None
    is_gone: bool
    is_added: bool
    audit_id: str
    child_id: str | None


def list_changed(asking: Asking, limit: int) -> list[Changed]:
    """The newest month first."""
    rows = _beside(asking)
    changed = or_(
        and_(rows.c.is_gone == 1, rows.c.then.is_not(None)),
        and_(rows.c.is_added == 1, rows.c.now.is_not(None)),
        and_(rows.c.is_gone == 0, rows.c.is_added == 0, rows.c.then.is_distinct_from(rows.c.now)),
    )
    wanted = (
        select(
            rows.c.month,
            Allocation.reference,
            Place.name,
            rows.c.version_id,
            rows.c.then,
            rows.c.now,
            rows.c.is_gone,
            rows.c.is_added,
            Audit.public_id,
            Child.public_id,
        )
        .join(Audit, Audit.id == rows.c.audit_id)
        .join(Allocation, Allocation.id == Audit.allocation_id)
        .join(Place, Place.id == Allocation.place_id)
        .outerjoin(Child, Child.id == Allocation.child_id)
        .where(changed)
        .order_by(rows.c.month.desc(), Allocation.reference, Audit.id)
        .limit(limit)
    )
    return [
        Changed(
            month, reference, place, version, then, now, bool(gone), bool(added), audit_id, child_id
        )
        for (
            month, reference, place, version, then, now, gone, added, audit_id, child_id,
        ) in db.session.execute(wanted)
    ]  # fmt: skip


def _beside(asking: Asking) -> CTE:
    """Each audit of a closed round that counted then or counts now."""
    # Each found once: SQLite would find what counts now again for every audit that counted then.
    now = select(asking.rows()).cte("now").prefix_with("MATERIALIZED")
    audits = (
        that_may_count(asking.viewer, asking.filters)
        .options()
        .order_by(None)
        .join(ROUNDS, ROUNDS.c.round_id == Round.id)
        .with_only_columns(
            Audit.id.label("audit_id"),
            Audit.template_version_id.label("version_id"),
            Round.month.label("month"),
        )
        .cte("audits")
        .prefix_with("MATERIALIZED")
    )
    about_it = select(GRADES).where(GRADES.c.concept == asking.about.concept)
    kept = about_it.cte("kept").prefix_with("MATERIALIZED")
    counted_then = select(GRADES.c.audit_id).where(GRADES.c.concept == WHOLE)
    stood = (
        select(
            *audits.c,
            kept.c.grade.label("then"),
            now.c.grade.label("now"),
            _flag(now.c.audit_id.is_(None)).label("is_gone"),
            literal(0).label("is_added"),
        )
        .join(kept, kept.c.audit_id == audits.c.audit_id)
        .outerjoin(now, now.c.audit_id == audits.c.audit_id)
    )
    added = (
        select(
            *audits.c,
            literal(None, type_=GRADES.c.grade.type).label("then"),
            now.c.grade.label("now"),
            literal(0).label("is_gone"),
            _flag(audits.c.audit_id.not_in(counted_then)).label("is_added"),
        )
        .join(now, now.c.audit_id == audits.c.audit_id)
        .outerjoin(kept, kept.c.audit_id == audits.c.audit_id)
        .where(kept.c.audit_id.is_(None))
    )
    return union_all(stood, added).cte("beside")


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)
