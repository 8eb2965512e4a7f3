"""The style that papers are written in, and what was kept of a paper."""

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.reports.models import KeptPaper, ReportStyle


def style_in_force(council_id: int) -> ReportStyle | None:
    wanted = (
        select(ReportStyle)
        .where(ReportStyle.council_id == council_id, ReportStyle.ended_at.is_(None))
        .order_by(ReportStyle.id.desc())
        .limit(1)
    )
    return db.session.scalars(wanted).one_or_none()


def find_kept(report_id: int) -> KeptPaper | None:
    wanted = select(KeptPaper).where(KeptPaper.report_id == report_id)
    return db.session.scalars(wanted).one_or_none()


def is_kept(report_id: int) -> bool:
    wanted = select(KeptPaper.id).where(KeptPaper.report_id == report_id)
    return db.session.scalar(wanted) is not None


def style_of(kept: KeptPaper) -> ReportStyle | None:
    """The one of that day, whatever is in force now."""
    wanted = select(ReportStyle).where(ReportStyle.id == kept.style_id)
    return db.session.scalars(wanted).one_or_none()
