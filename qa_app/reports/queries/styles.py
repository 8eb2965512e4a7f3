"""The style that papers are written in, and what was kept of a paper."""

from sqlalchemy import ColumnElement, select

from qa_app.foundation.database import db
from qa_app.reports.models import KeptPaper, Report, ReportStyle


def style_in_force(council_id: int) -> ReportStyle | None:
    wanted = (
        select(ReportStyle)
        .where(ReportStyle.council_id == council_id, ReportStyle.ended_at.is_(None))
        .order_by(ReportStyle.id.desc())
        .limit(1)
    )
    return db.session.scalars(wanted).one_or_none()


def find_kept(report: Report) -> KeptPaper | None:
    """What it said itself; else what the one said that it is another copy of."""
    wanted = select(KeptPaper).where(_of(report))
    found = {one.report_id: one for one in db.session.scalars(wanted)}
    return found.get(report.id) or found.get(report.same_as_id or report.id)


def is_kept(report: Report) -> bool:
    wanted = select(KeptPaper.id).where(_of(report)).limit(1)
    return db.session.scalar(wanted) is not None


def _of(report: Report) -> ColumnElement[bool]:
    return KeptPaper.report_id.in_([report.id, report.same_as_id or report.id])


def style_of(kept: KeptPaper) -> ReportStyle | None:
    """The one of that day, whatever is in force now."""
    wanted = select(ReportStyle).where(ReportStyle.id == kept.style_id)
    return db.session.scalars(wanted).one_or_none()
