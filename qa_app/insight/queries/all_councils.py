"""Grades of all councils of an installation together, for whoever runs it: no place, no person, no child."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.rules.words import Subject
from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import SETTLED, picked_as
from qa_app.insight.queries.versions import scales_by_digest
from qa_app.insight.rules.filters import Period, Picked
from qa_app.insight.rules.grades import NONE, Share
from qa_app.organisation.models import Place
from qa_app.organisation.rules import Kind
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries import is_own_work
from qa_app.rounds.rules import State


@dataclass(frozen=True)
class Everywhere:
    """What counts of one month, and in how many councils."""

    month: date
    councils: int
    share: Share


def count_everywhere(period: Period) -> list[Everywhere]:
    """The usual audits of records, as pages count those of one council; the newest month first."""
    by = (Audit.council_id, Round.month, Audit.template_version_id)
    grade = func.coalesce(Audit.agreed_grade, Audit.grade)
    counted = (
        select(*by, grade.label("grade"), func.count().label("number"))
        .join(Audit.allocation)
        .join(Allocation.round)
        .where(
            Round.month.between(period.first, period.last),
            Audit.status.in_(SETTLED),
            Allocation.state != State.WITHDRAWN,
            ~is_own_work(),
            picked_as(None) == Picked.USUAL.name,
        )
        .group_by(*by, grade)
        .subquery()
    )
    # Few versions are alike in nothing: by what they hold, their scales are read once for all councils.
    of_version = (
        select(
            counted.c.month,
            counted.c.council_id,
            TemplateVersion.digest,
            counted.c.grade,
            func.sum(counted.c.number),
        )
        .join(TemplateVersion, TemplateVersion.id == counted.c.template_version_id)
        .where(counted.c.grade.is_not(None), TemplateVersion.subject != Subject.AUDIT)
        .group_by(counted.c.month, counted.c.council_id, TemplateVersion.digest, counted.c.grade)
    )
    rows = db.session.execute(of_version).all()
    scales = scales_by_digest({row.digest for row in rows})
    shares: dict[date, Share] = defaultdict(lambda: NONE)
    councils: dict[date, set[int]] = defaultdict(set)
    for month, council_id, digest, grade, number in rows:
        shares[month] += Share(int(number) * (grade in scales[digest].good), int(number))
        councils[month].add(council_id)
    return [
        Everywhere(month, len(councils[month]), shares[month])
        for month in sorted(shares, reverse=True)
    ]


def count_councils() -> int:
    wanted = select(func.count()).select_from(Place).where(Place.kind == Kind.COUNCIL)
    return db.session.scalar(wanted) or 0
