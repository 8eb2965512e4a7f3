"""Quotes, as far as somebody may read the audits that they come from; and those that papers may use."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit, Finding
from qa_app.audits.queries import visible_to
from qa_app.audits.rules import FindingKind
from qa_app.foundation.clock import start_of
from qa_app.foundation.database import db
from qa_app.learning.models import FindingCheck
from qa_app.learning.queries.findings import has_theme
from qa_app.organisation.models import Place
from qa_app.reports.models import ApprovedText, KeptPaper, Report
from qa_app.reports.queries.asking import Ask, viewpoint_of
from qa_app.reports.rules.approving import TextState
from qa_app.reports.rules.quotes import QuoteKind
from qa_app.rounds.models import Allocation
from qa_app.voices.queries.agreed import is_agreed

WRITE = Permission.QUOTE_WRITE


def readable(viewer: Viewer) -> Select:
    """Agreed audits where the viewer writes quotes; what is sealed from them is not among these."""
    return (
        visible_to(viewer, Permission.AUDIT_READ)
        .options()
        .where(
            where_permitted(Place.path, viewer, WRITE),
            is_agreed(),
            # What is about a practitioner’s own work is in no paper.
            Allocation.practitioner_id.is_(None),
        )
        .with_only_columns(Audit.id)
        .order_by(None)
    )


def visible(viewer: Viewer) -> Select[ApprovedText]:
    """Quotes of audits that they may read; and what families said, which comes from no one audit."""
    findings = select(Finding.id).where(Finding.audit_id.in_(readable(viewer)))
    return (
        select(ApprovedText)
        .where(
            ApprovedText.council_id == viewer.council_id,
            or_(
                ApprovedText.finding_id.in_(findings),
                ApprovedText.finding_id.is_(None) & _anywhere(viewer),
            ),
        )
        .options(joinedload(ApprovedText.written_by_here), joinedload(ApprovedText.decided_by_here))
    )


def _anywhere(viewer: Viewer) -> ColumnElement[bool]:
    """Whether they write quotes at some place of theirs."""
    place = select(Place.id).where(
        Place.council_id == viewer.council_id, where_permitted(Place.path, viewer, WRITE)
    )
    return place.exists()


def count(wanted: Select[ApprovedText]) -> int:
    bare = wanted.options().with_only_columns(ApprovedText.id).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(bare)) or 0


def list_quotes(wanted: Select[ApprovedText], limit: int, offset: int = 0) -> list[ApprovedText]:
    """Those that wait first, and then the newest."""
    waits = ApprovedText.state != TextState.PROPOSED
    ordered = wanted.order_by(waits, ApprovedText.written_at.desc(), ApprovedText.id.desc())
    return list(db.session.scalars(ordered.limit(limit).offset(offset)))


def find_quote(public_id: str, viewer: Viewer) -> ApprovedText:
    """Raise NoResultFound for what is out of reach, as for none at all."""
    return db.session.scalars(visible(viewer).where(ApprovedText.public_id == public_id)).one()


def find_source(audit_id: str, finding_id: str, viewer: Viewer) -> Finding | None:
    """Raise NoResultFound for an audit out of reach; None where nothing of it may be quoted, or not yet."""
    reached = visible_to(viewer, Permission.AUDIT_READ).where(
        where_permitted(Place.path, viewer, WRITE), Audit.public_id == audit_id
    )
    db.session.scalars(reached).one()
    wanted = (
        select(Finding)
        .join(Finding.audit)
        .where(
            Finding.audit_id.in_(readable(viewer)),
            Audit.public_id == audit_id,
            Finding.public_id == finding_id,
        )
    )
    return db.session.scalars(wanted).one_or_none()


def quote_of(finding: Finding) -> ApprovedText | None:
    wanted = select(ApprovedText).where(ApprovedText.finding_id == finding.id)
    return db.session.scalars(wanted).one_or_none()


def names_of_places(council_id: int) -> list[str]:
    """But for the council, whose name stands on every paper."""
    wanted = select(Place.name).where(Place.council_id == council_id, Place.id != council_id)
    return sorted({*db.session.scalars(wanted)})


def approved_about(
    ask: Ask, kind: FindingKind, themes: Collection[str]
) -> dict[str, list[ApprovedText]]:
    """By theme: of audits that count in this paper, the newest first."""
    found: dict[str, list[ApprovedText]] = defaultdict(list)
    audits = ask.audits().with_only_columns(Audit.id)
    for theme in themes:
        wanted = (
            select(ApprovedText)
            .join(Finding, Finding.id == ApprovedText.finding_id)
            .outerjoin(FindingCheck, FindingCheck.finding_id == Finding.id)
            .where(
                ApprovedText.council_id == ask.viewer.council_id,
                ApprovedText.state == TextState.APPROVED,
                Finding.kind == kind,
                Finding.audit_id.in_(audits),
                has_theme(theme),
            )
            .order_by(ApprovedText.decided_at.desc(), ApprovedText.id.desc())
        )
        found[theme] = list(db.session.scalars(wanted))
    return found


def approved_you_said(ask: Ask) -> list[ApprovedText]:
    """Approved since the period began, the newest first."""
    wanted = (
        select(ApprovedText)
        .where(
            ApprovedText.council_id == ask.viewer.council_id,
            ApprovedText.kind == QuoteKind.YOU_SAID,
            ApprovedText.state == TextState.APPROVED,
            ApprovedText.decided_at >= start_of(ask.filters.period.first),
        )
        .order_by(ApprovedText.decided_at.desc(), ApprovedText.id.desc())
    )
    return list(db.session.scalars(wanted))


def quotes_stand(report: Report, viewer: Viewer) -> bool:
    """Whether every quote in a paper is still approved, and its audit open to whoever reads papers of its level."""
    wanted = select(KeptPaper.quotes).where(KeptPaper.report_id == report.id)
    used = {*(db.session.scalar(wanted) or []), *report.quotes}
    audits = visible_to(viewpoint_of(viewer, report.level), Permission.AUDIT_READ).options()
    findings = select(Finding.id).where(
        Finding.audit_id.in_(audits.with_only_columns(Audit.id).order_by(None))
    )
    there = select(ApprovedText.public_id).where(
        ApprovedText.public_id.in_(used),
        ApprovedText.state == TextState.APPROVED,
        or_(ApprovedText.finding_id.is_(None), ApprovedText.finding_id.in_(findings)),
    )
    return used == {*db.session.scalars(there)}
