"""Runs of timed work, so that a timer that died is seen."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from qa_app.foundation.database import Model


class JobRun(Model):
    """One run of a timed command."""

    __tablename__ = "job_run"

    name: Mapped[str] = mapped_column(index=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    well: Mapped[bool | None]
    counts: Mapped[dict[str, Any]]
    trouble: Mapped[str | None]
