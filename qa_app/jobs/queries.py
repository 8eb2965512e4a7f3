"""How the timers are doing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.jobs.models import JobRun
from qa_app.jobs.rules import TIMERS, Timer, is_late


@dataclass(frozen=True)
class Standing:
    """A timer, its last run, and the last that ended well."""

    timer: Timer
    last: JobRun | None
    last_well: datetime | None
    late: bool


def last_run(name: str, *, well: bool = False) -> JobRun | None:
    wanted = select(JobRun).where(JobRun.name == name)
    if well:
        wanted = wanted.where(JobRun.well.is_(True))
    return db.session.scalars(wanted.order_by(JobRun.id.desc()).limit(1)).one_or_none()


def list_standings(at: datetime) -> list[Standing]:
    standings = []
    for timer in TIMERS:
        good = last_run(timer.name, well=True)
        last_well = good.ended_at if good else None
        late = is_late(timer, last_well, at)
        standings.append(Standing(timer, last_run(timer.name), last_well, late))
    return standings
