"""The same figures once more, one row after another in Python: what `qa doctor --figures` holds them against."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from qa_app.access.rules import Permission, Viewer, places_where
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.rules.words import Subject
from qa_app.audits.models import Audit, SectionReading
from qa_app.audits.queries import visible_to
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import SETTLED
from qa_app.insight.queries.grades import (
    Asking,
    gather,
    shares_by_concept,
)
from qa_app.insight.queries.versions import list_versions
from qa_app.insight.rules.filters import Filters, Period, Picked, picked_by
from qa_app.insight.rules.grades import WHOLE, Scale, Share
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Draw, Programme, Round
from qa_app.rounds.rules import State

READINGS = SectionReading.__table__
Given = tuple[date, int, str | None, str | None]
COLUMNS = (
    Audit.id,
    Audit.council_id,
    Audit.status,
    Audit.agreed_grade,
    Audit.grade,
    Audit.impact,
    Audit.place_then,
    Audit.template_version_id,
    Allocation.state,
    Allocation.practitioner_id,
    Allocation.drawn_record_id,
    Allocation.round_id,
    Round.month,
    Round.programme_id,
    Place.path,
)


@dataclass(frozen=True)
class Recounted:
    """How many audits were looked at for somebody, and which figures their rows contradict."""

    audits: int
    unlike: list[str]


def recount(viewer: Viewer, shown: Period) -> Recounted:
    """Of the grades of monthly audits: by month, by place and by what sections are about."""
    asking = Asking(viewer, Filters(shown), WHOLE, list_versions(viewer))
    rows = list(_rows_that_count(viewer, shown))
    scales = {number: one.scale for number, one in asking.versions.items()}
    pairs = {
        "grades by month": (_as_the_service_groups(asking), _groups(rows)),
        "shares by place": (gather(asking).by_place, _by_place(rows, scales)),
        "shares by concept": (shares_by_concept(asking), _by_concept(rows, scales)),
    }
    return Recounted(len(rows), [name for name, (said, found) in pairs.items() if said != found])


def _as_the_service_groups(asking: Asking) -> Counter[Given]:
    found: Counter[Given] = Counter()
    for one in gather(asking).groups:
        if one.picked is Picked.USUAL:
            found[one.month, one.version, one.grade, one.impact] += one.number
    return found


def _rows_that_count(viewer: Viewer, shown: Period) -> Iterator[Any]:
    """Every row that the viewer may open, and of them those that the guide says are counted."""
    mine = [path.rstrip("/") + "/" for path in places_where(viewer, Permission.INSIGHT_READ)]
    about_audits = _versions_about_audits(viewer.council_id)
    usual = _programmes_of_monthly_audits(viewer.council_id)
    drawn = {*db.session.scalars(select(Draw.round_id).where(Draw.council_id == viewer.council_id))}
    wanted = (
        visible_to(viewer, Permission.AUDIT_READ)
        .join(Round, Round.id == Allocation.round_id)
        .options()
        .order_by(None)
        .with_only_columns(*COLUMNS)
    )
    for row in db.session.execute(wanted):
        counts = (
            row.status in SETTLED
            and row.state is not State.WITHDRAWN
            and row.practitioner_id is None
            and row.template_version_id not in about_audits
            and shown.first <= row.month <= shown.last
            and any(row.path.startswith(one) for one in mine)
            and row.programme_id in usual
            and not (row.drawn_record_id is None and row.round_id in drawn)
        )
        if counts:
            yield row


def _versions_about_audits(council_id: int) -> set[int]:
    wanted = select(TemplateVersion.id, TemplateVersion.content["subject"]).where(
        TemplateVersion.council_id == council_id
    )
    return {id_ for id_, subject in db.session.execute(wanted) if subject == Subject.AUDIT}


def _programmes_of_monthly_audits(council_id: int) -> set[int]:
    every = db.session.scalars(select(Programme).where(Programme.council_id == council_id))
    return {one.id for one in every if picked_by(one.plan) is Picked.USUAL}


def _groups(rows: list[Any]) -> Counter[Given]:
    return Counter((one.month, one.template_version_id, _grade(one), one.impact) for one in rows)


def _by_place(rows: list[Any], scales: dict[int, Scale]) -> dict[str, Share]:
    found: dict[str, Share] = defaultdict(Share)
    for one in rows:
        if grade := _grade(one):
            found[one.place_then] += Share(grade in scales[one.template_version_id].good, 1)
    return dict(found)


def _by_concept(rows: list[Any], scales: dict[int, Scale]) -> dict[tuple[str, date], Share]:
    """Of several sections about the same, the lowest grade; one without a grade says nothing."""
    there = {one.id: one for one in rows}
    lowest: dict[tuple[int, str], int] = {}
    councils = {one.council_id for one in rows}
    given = select(
        READINGS.c.audit_id, READINGS.c.concept, READINGS.c.agreed_grade, READINGS.c.grade
    ).where(READINGS.c.council_id.in_(councils))
    for audit_id, concept, agreed, own in db.session.execute(given):
        grade, audit = agreed or own, there.get(audit_id)
        if audit and grade:
            at = scales[audit.template_version_id].codes.index(grade)
            lowest[audit_id, concept] = max(at, lowest.get((audit_id, concept), 0))
    found: dict[tuple[str, date], Share] = defaultdict(Share)
    for (audit_id, concept), at in lowest.items():
        audit = there[audit_id]
        scale = scales[audit.template_version_id]
        found[concept, audit.month] += Share(scale.codes[at] in scale.good, 1)
    return dict(found)


def _grade(row: Any) -> str | None:
    grade: str | None = row.agreed_grade or row.grade
    return grade
