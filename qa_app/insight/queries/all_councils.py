"""Grades of all councils of an installation together, for whoever runs it: no place, no person, no child."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, select

from qa_app.audit_templates.models import TemplateVersion
from qa_app.audits.models import Audit, SectionReading
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import SETTLED, picked_as, stands_for_its_concept
from qa_app.insight.queries.versions import Version, versions_by_digest
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
    for wanted in (_wholes(period), _sections(period, versions)):
        for concept, month, council_id, digest, grade, number in db.session.execute(wanted):
            if grade is not None and digest in versions:
                good = number * (grade in versions[digest].scale.good)
                found[concept, month] += Share(good, number)
                councils[concept, month].add(council_id)
    months = [
        Everywhere(concept, month, frozenset(councils[concept, month]), share)
        for (concept, month), share in found.items()
    ]
    return sorted(months, key=lambda one: (one.concept, -one.month.toordinal()))


def count_councils() -> int:
    wanted = select(func.count()).select_from(Place).where(Place.kind == Kind.COUNCIL)
    return db.session.scalar(wanted) or 0


def _wholes(period: Period) -> Select[*tuple[Any, ...]]:
    grade = func.coalesce(Audit.agreed_grade, Audit.grade)
    by = (Round.month, Audit.council_id, TemplateVersion.digest, grade)
    return (
        _counted(period).with_only_columns(literal(WHOLE.concept), *by, func.count()).group_by(*by)
    )


def _sections(period: Period, versions: Mapping[str, Version]) -> Select[*tuple[Any, ...]]:
    """An audit with several sections about the same counts once, with the lowest of their grades."""
    grade = func.coalesce(SectionReading.agreed_grade, SectionReading.grade)
    by = (SectionReading.concept, Round.month, Audit.council_id, TemplateVersion.digest, grade)
    return (
        _counted(period)
        .join(SectionReading, SectionReading.audit_id == Audit.id)
        .where(stands_for_its_concept(TemplateVersion.digest, versions))
        .with_only_columns(*by, func.count())
        .group_by(*by)
    )


def _counted(period: Period) -> Select[Audit]:
    return (
        select(Audit)
        .join(Audit.allocation)
        .join(Allocation.round)
        .join(TemplateVersion, TemplateVersion.id == Audit.template_version_id)
        .where(
            Round.month.between(period.first, period.last),
            Audit.status.in_(SETTLED),
            Allocation.state != State.WITHDRAWN,
            ~is_own_work(),
            picked_as(None) == Picked.USUAL.name,
        )
    )
