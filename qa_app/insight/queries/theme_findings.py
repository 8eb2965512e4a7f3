"""The words behind a theme, of the audits of a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Select, func, select

from qa_app.access.rules import Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audits.models import Audit, Finding
from qa_app.audits.rules import FindingKind
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.insight.queries.counted import that_count
from qa_app.insight.queries.themes import Counting
from qa_app.insight.rules.filters import Filters, Period
from qa_app.learning.models import FindingCheck
from qa_app.learning.queries.findings import has_theme
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Round


@dataclass(frozen=True)
class Words:
    """What was found, and where: of whom is known to the trail alone."""

    kind: FindingKind
    text: str
    is_good_practice: bool
    place: str
    month: date
    template: str
    audit_id: str
    child_id: str | None


def findings_about(code: str, kind: FindingKind | None, there: Counting) -> Select[Finding]:
    """Of audits that count and that the viewer may open, the newest first."""
    wanted = (
        select(Finding)
        .join(Finding.audit)
        .join(Audit.allocation)
        .join(Allocation.round)
        .outerjoin(FindingCheck, FindingCheck.finding_id == Finding.id)
        .where(Finding.audit_id.in_(there.audits.with_only_columns(Audit.id)), has_theme(code))
        .order_by(Audit.submitted_at.desc(), Finding.audit_id, Finding.position, Finding.id)
    )
    return wanted.where(Finding.kind == kind) if kind else wanted


def list_words(wanted: Select[Finding], limit: int, offset: int = 0) -> Sequence[Words]:
    rows = db.session.execute(
        wanted.join(Allocation.place)
        .join(Audit.template_version)
        .outerjoin(Allocation.child)
        .with_only_columns(
            Finding.kind,
            Finding.text,
            Finding.good_practice,
            Place.name,
            Round.month,
            TemplateVersion.name,
            Audit.public_id,
            Child.public_id,
        )
        .limit(limit)
        .offset(offset)
    )
    return [Words(*tuple(row)) for row in rows]


def first_seen(code: str, viewer: Viewer, filters: Filters) -> dict[FindingKind, date]:
    """The first month of all in which it was found, however far back the page looks."""
    ever = replace(filters, period=Period(date.min, filters.period.last))
    audits = that_count(viewer, ever).options().order_by(None)
    found = (
        audits.join(Finding, Finding.audit_id == Audit.id)
        .outerjoin(FindingCheck, FindingCheck.finding_id == Finding.id)
        .where(has_theme(code))
        .with_only_columns(Finding.kind, func.min(Round.month))
        .group_by(Finding.kind)
    )
    return {kind: month for kind, month in db.session.execute(found)}
