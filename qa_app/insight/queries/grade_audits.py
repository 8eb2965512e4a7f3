"""The audits behind a figure of grades: those that count, and no others."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Subquery, and_, false, func, not_, or_, select
from sqlalchemy.orm import selectinload

from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import that_count
from qa_app.insight.queries.grades import Asking
from qa_app.insight.queries.versions import is_good
from qa_app.insight.rules.grades import BETTER, LESS, LOWEST
from qa_app.rounds.models import Round


@dataclass(frozen=True)
class Narrowed:
    """To one grade, good or better, what is less, or the lowest; and to one answer about the difference made."""

    grade: str = ""
    # None where nothing is asked; empty for nothing said.
    impact: str | None = None


def count_behind(asking: Asking, narrowed: Narrowed) -> int:
    ids = behind(asking, narrowed).with_only_columns(Audit.id).subquery()
    return db.session.scalar(select(func.count()).select_from(ids)) or 0


def list_behind(asking: Asking, narrowed: Narrowed, limit: int, offset: int) -> list[Audit]:
    """The newest month first."""
    wanted = (
        behind(asking, narrowed)
        .options(selectinload(Audit.readings))
        .order_by(Round.month.desc(), Audit.submitted_at.desc(), Audit.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return list(db.session.scalars(wanted))


def behind(asking: Asking, narrowed: Narrowed) -> Select[Audit]:
    rows = asking.rows()
    ids = select(rows.c.audit_id).where(
        rows.c.grade.is_not(None), *_narrowed(rows, asking, narrowed)
    )
    return that_count(asking.viewer, asking.filters).where(Audit.id.in_(ids))


def _narrowed(rows: Subquery, asking: Asking, narrowed: Narrowed) -> list[ColumnElement[bool]]:
    good = is_good(rows.c.grade, rows.c.version_id, asking.versions)
    lowest = _is_lowest(rows, asking)
    by_word: Mapping[str, ColumnElement[bool]] = {BETTER: good, LESS: not_(good), LOWEST: lowest}
    asked: list[ColumnElement[bool]] = []
    if narrowed.grade:
        asked.append(by_word.get(narrowed.grade, rows.c.grade == narrowed.grade))
    if narrowed.impact is not None:
        asked.append(func.coalesce(rows.c.impact, "") == narrowed.impact)
    return asked


def _is_lowest(rows: Subquery, asking: Asking) -> ColumnElement[bool]:
    """On the scale of the version it was graded with."""
    by_code: dict[str, list[int]] = {}
    for number, one in asking.versions.items():
        if one.scale.lowest:
            by_code.setdefault(one.scale.lowest, []).append(number)
    each = [
        and_(rows.c.version_id.in_(numbers), rows.c.grade == code)
        for code, numbers in by_code.items()
    ]
    return or_(false(), *each)
