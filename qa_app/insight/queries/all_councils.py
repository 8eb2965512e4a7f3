"""Grades of all councils of an installation together, for whoever runs it: no place, no person, no child."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, literal, select

from qa_app.audit_templates.models import TemplateVersion
from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import READINGS, SETTLED, picked_as
from qa_app.insight.queries.versions import Version, is_good, versions_by_digest
from qa_app.insight.rules.filters import Period, Picked
from qa_app.insight.rules.grades import NONE, WHOLE, Share
from qa_app.organisation.models import Place
from qa_app.organisation.rules import Kind
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries import is_own_work
from qa_app.rounds.rules import State


@dataclass(frozen=True)
class Everywhere:
    """What counts in one month of what was graded, and in how many councils."""

    concept: str
    month: date
    councils: frozenset[int]
    share: Share


def count_everywhere(period: Period) -> list[Everywhere]:
    """The usual audits of records, as pages count those of one council; the whole first, the newest month first."""
    versions = versions_by_digest()
    found: dict[tuple[str, date], Share] = defaultdict(lambda: NONE)
    councils: dict[tuple[str, date], set[int]] = defaultdict(set)
    for wanted in (_wholes(period, versions), _sections(period, versions)):
        for concept, month, council_id, good, number in db.session.execute(wanted):
            found[concept, month] += Share(int(good), number)
            councils[concept, month].add(council_id)
    months = [
        Everywhere(concept, month, frozenset(councils[concept, month]), share)
        for (concept, month), share in found.items()
    ]
    return sorted(months, key=lambda one: (one.concept, -one.month.toordinal()))


def count_councils() -> int:
    wanted = select(func.count()).select_from(Place).where(Place.kind == Kind.COUNCIL)
    return db.session.scalar(wanted) or 0


def _wholes(period: Period, versions: Mapping[str, Version]) -> Select[*tuple[Any, ...]]:
    grade = func.coalesce(Audit.agreed_grade, Audit.grade)
    by = (Round.month, Audit.council_id)
    good = func.sum(case((is_good(grade, TemplateVersion.digest, versions), 1), else_=0))
    return (
        _counted(period, versions)
        .where(grade.is_not(None))
        .with_only_columns(literal(WHOLE.concept), *by, good, func.count())
        .group_by(*by)
    )


def _sections(period: Period, versions: Mapping[str, Version]) -> Select[*tuple[Any, ...]]:
    """An audit with several sections about the same counts once, with the lowest of their grades.

    That is good where none of them is less than good, so that none need be looked for beside each other.
    """
    grade = func.coalesce(READINGS.c.agreed_grade, READINGS.c.grade)
    by = (READINGS.c.concept, Round.month, Audit.council_id)
    less = func.max(case((is_good(grade, TemplateVersion.digest, versions), 0), else_=1))
    one = (
        _counted(period, versions)
        .join(READINGS, READINGS.c.audit_id == Audit.id)
        .where(grade.is_not(None))
        .with_only_columns(*by, less.label("less"))
        .group_by(*by, READINGS.c.audit_id)
        .subquery()
    )
    together = (one.c.concept, one.c.month, one.c.council_id)
    return select(*together, func.sum(1 - one.c.less), func.count()).group_by(*together)


def _counted(period: Period, versions: Mapping[str, Version]) -> Select[Audit]:
    return (
        select(Audit)
        .join(Audit.allocation)
        .join(Allocation.round)
        .join(TemplateVersion, TemplateVersion.id == Audit.template_version_id)
        .where(
            TemplateVersion.digest.in_(versions),
            Round.month.between(period.first, period.last),
            Audit.status.in_(SETTLED),
            Allocation.state != State.WITHDRAWN,
            ~is_own_work(),
            picked_as(None) == Picked.USUAL.name,
        )
    )
