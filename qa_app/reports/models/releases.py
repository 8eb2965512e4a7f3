"""Which audits each report that left has counted, so that no later one tells the difference."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qa_app.foundation.database import Model
from qa_app.reports.rules.levels import Level


class Release(Model):
    """It stays when the report’s file is gone: what somebody has read, they know."""

    __tablename__ = "report_release"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    level: Mapped[Level]
    first: Mapped[date]
    last: Mapped[date]
    audits: Mapped[list[str]]
    made_at: Mapped[datetime]
