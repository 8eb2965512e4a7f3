"""Pairs of audits of one record, both of which count and are open to the viewer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, false, func, or_, select

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.follow_up.models import SecondAudit
from qa_app.follow_up.rules.second_audits import Moved, Why
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import counted, counted_sections, that_count
from qa_app.insight.queries.versions import Version, place_on_scale
from qa_app.insight.rules.filters import Filters, Period, Picked
from qa_app.insight.rules.re_audits import WHOLE, Group
from qa_app.rounds.models import Round

AUDITS = Audit.__table__
EVERY = [*Picked]


@dataclass(frozen=True)
class Asking:
    """Whose second audits are asked for by these filters; the first may be of any month and place."""

    viewer: Viewer
    filters: Filters
    versions: Mapping[int, Version]

    @property
    def ever(self) -> Filters:
        return Filters(Period(date.min, self.filters.period.last), places=self.filters.places)

    @property
    def whole(self) -> tuple[Subquery, Subquery]:
        return (
            counted(self.viewer, self.ever, picked=EVERY),
            counted(self.viewer, self.filters, picked=EVERY),
        )

    def sections(self, concept: str = "") -> tuple[Subquery, Subquery]:
        return (
            counted_sections(self.viewer, self.ever, self.versions, concept=concept, picked=EVERY),
            counted_sections(
                self.viewer, self.filters, self.versions, concept=concept, picked=EVERY
            ),
        )


def count_pairs(asking: Asking) -> list[Group]:
    """Of the whole and of every concept: two queries, and as many rows as there are kinds of pairs."""
    then, now = (_named(*one) for one in zip(asking.whole, ("then", "now"), strict=True))
    by = (SecondAudit.why, then.c.version_id, then.c.grade, now.c.version_id, now.c.grade)
    wanted = _paired(then, now).with_only_columns(*by, func.count()).group_by(*by)
    groups = [Group(WHOLE, *row) for row in db.session.execute(wanted)]

    then, now = (_named(*one) for one in zip(asking.sections(), ("then", "now"), strict=True))
    by = (SecondAudit.why, then.c.version_id, then.c.grade, now.c.version_id, now.c.grade)
    rows = db.session.execute(
        _paired(then, now)
        .where(then.c.concept == now.c.concept)
        .with_only_columns(now.c.concept, *by, func.count())
        .group_by(now.c.concept, *by)
    )
    return [*groups, *(Group(*row) for row in rows)]


def behind(asking: Asking, about: str, why: Why | None, moved: Moved | None) -> Select[Audit]:
    """The second audits of the pairs that a figure counts."""
    both = asking.whole if about == WHOLE else asking.sections(about)
    then, now = (_named(*one) for one in zip(both, ("then", "now"), strict=True))
    ids = _paired(then, now).where(_on_one_scale(then, now, asking.versions))
    if why:
        ids = ids.where(SecondAudit.why == why)
    if moved:
        ids = ids.where(_moved(then, now, asking.versions) == moved.name)
    wanted = that_count(asking.viewer, asking.filters, picked=EVERY)
    return wanted.where(Audit.id.in_(ids.with_only_columns(now.c.audit_id)))


def list_behind(wanted: Select[Audit], limit: int, offset: int) -> list[tuple[Audit, Why]]:
    """The newest month first, each with why its record came back."""
    rows = db.session.execute(
        wanted.join(SecondAudit, SecondAudit.allocation_id == Audit.allocation_id)
        .add_columns(SecondAudit.why)
        .order_by(Round.month.desc(), Audit.submitted_at.desc(), Audit.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [(audit, why) for audit, why in rows]


def _named(rows: Subquery, name: str) -> Any:
    return rows.alias(f"graded_{name}")


def _paired(then: Any, now: Any) -> Select[Any]:
    second = AUDITS.alias("second")
    return (
        select(SecondAudit.id)
        .join(then, then.c.audit_id == SecondAudit.audit_id)
        .join(second, second.c.allocation_id == SecondAudit.allocation_id)
        .join(now, now.c.audit_id == second.c.id)
        .where(then.c.grade.is_not(None), now.c.grade.is_not(None))
    )


def _on_one_scale(then: Any, now: Any, versions: Mapping[int, Version]) -> ColumnElement[bool]:
    by_scale: dict[tuple[str, ...], list[int]] = {}
    for number, one in versions.items():
        by_scale.setdefault(one.scale.codes, []).append(number)
    alike = (
        and_(
            then.c.version_id.in_(numbers),
            now.c.version_id.in_(numbers),
            then.c.grade.in_(codes),
            now.c.grade.in_(codes),
        )
        for codes, numbers in by_scale.items()
    )
    return or_(false(), *alike)


def _moved(then: Any, now: Any, versions: Mapping[int, Version]) -> ColumnElement[str]:
    before, after = (place_on_scale(one.c.grade, one.c.version_id, versions) for one in (then, now))
    return case(
        (after < before, Moved.HIGHER.name),
        (after > before, Moved.LOWER.name),
        else_=Moved.SAME.name,
    )
