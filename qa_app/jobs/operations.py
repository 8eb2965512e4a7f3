"""Note each run of a timed command, so that one that died is seen."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete

from qa_app.foundation.database import db
from qa_app.jobs.models import JobRun
from qa_app.jobs.rules import KEPT_FOR


def begin(name: str, at: datetime) -> JobRun:
    """Note that a command began, and forget runs of long ago."""
    db.session.execute(delete(JobRun).where(JobRun.started_at < at - KEPT_FOR))
    run = JobRun(name=name, started_at=at, counts={})
    db.session.add(run)
    return run


def end(run_id: int, at: datetime, counts: dict[str, Any], trouble: str | None) -> None:
    run = db.session.get_one(JobRun, run_id)
    run.ended_at, run.well = at, trouble is None
    run.counts, run.trouble = counts, trouble
