"""The queue: one report for one worker at a time, whoever died in between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from qa_app.foundation.database import db
from qa_app.reports.models import Report
from qa_app.reports.operations.asking import facts_of
from qa_app.reports.rules.states import (
    BROKE_OFF,
    KEPT_FOR,
    MOST_TRIES,
    SILENT_AFTER,
    State,
)
from qa_app.trail.operations import record


def claim(worker: str, at: datetime) -> Report | None:
    """The one that waits longest, or that somebody died over. Commit before it is begun.

    On PostgreSQL workers pass over what another is taking; on SQLite a writer is alone.
    """
    while report := _next(at):
        report.worker, report.heard_at = worker, at
        report.tries += 1
        if report.tries <= MOST_TRIES:
            report.state, report.steps_done, report.step = State.MAKING, 0, ""
            return report
        end(report, State.FAILED, at, trouble=BROKE_OFF)
        db.session.flush()
    return None


def _next(at: datetime) -> Report | None:
    silent = or_(Report.heard_at.is_(None), Report.heard_at <= at - SILENT_AFTER)
    wanted = (
        select(Report)
        .where(
            or_(Report.state == State.QUEUED, and_(Report.state == State.MAKING, silent)),
        )
        .order_by(Report.asked_at, Report.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(wanted).one_or_none()


def is_waiting(at: datetime) -> bool:
    """Whether anything is there to be made or deleted, so that it is worth waking somebody."""
    silent = or_(Report.heard_at.is_(None), Report.heard_at <= at - SILENT_AFTER)
    over = and_(Report.state == State.READY, Report.expires_at <= at)
    there = or_(Report.state == State.QUEUED, and_(Report.state == State.MAKING, silent), over)
    return db.session.scalar(select(Report.id).where(there).limit(1)) is not None


def say_how_far(session: Session, report_id: int, worker: str, at: datetime, **said: Any) -> bool:
    """False where it is no longer this worker’s: called off, or taken up by another."""
    told = session.execute(
        update(Report)
        .where(Report.id == report_id, Report.worker == worker, Report.state == State.MAKING)
        .values(heard_at=at, **said)
        .execution_options(synchronize_session=False)
    )
    return bool(told.rowcount)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class File:
    """What is known of a file that was made: who sees it, what it holds, and how long it is."""

    reach: str = ""
    children: Sequence[str] = ()
    audits: Sequence[str] = ()
    sheets: Mapping[str, int] = field(default_factory=dict)
    size: int = 0
    quotes: Sequence[str] = ()
    digests: Mapping[str, Any] = field(default_factory=dict)


NONE = File()


def end(
    report: Report, state: State, at: datetime, *, trouble: str = "", made: File = NONE
) -> None:
    """Ready, or not made and why. Whoever calls has made sure that it is still theirs."""
    report.state, report.trouble, report.worker = state, trouble, ""
    report.reach, report.size = made.reach, made.size
    report.children, report.audits = list(made.children), list(made.audits)
    report.quotes, report.digests = list(made.quotes), dict(made.digests)
    report.rows = sum(made.sheets.values())
    if state is State.READY:
        report.made_at, report.expires_at = at, at + KEPT_FOR
    name = "report:made" if state is State.READY else "report:not-made"
    record(
        name,
        None,
        report,
        council_id=report.council_id,
        by_id=report.asked_by_id,
        at=at,
        rows=report.rows,
        sheets=dict(made.sheets),
        **facts_of(report),
    )


def is_still_of(report_id: int, worker: str) -> Report | None:
    """Locked until the end of the transaction."""
    wanted = (
        select(Report)
        .where(Report.id == report_id, Report.worker == worker, Report.state == State.MAKING)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(wanted).one_or_none()


def let_expire(at: datetime) -> list[Report]:
    """Those whose week is over. Their files are deleted by whoever calls."""
    wanted = (
        select(Report)
        .where(Report.state == State.READY, Report.expires_at <= at)
        .order_by(Report.id)
        .with_for_update(skip_locked=True)
    )
    over = list(db.session.scalars(wanted))
    for report in over:
        report.state, report.children, report.audits = State.EXPIRED, [], []
        council, by = report.council_id, report.asked_by_id
        record("report:deleted", None, report, council_id=council, by_id=by, at=at)
    return over


def names_of_files() -> dict[str, set[str]]:
    """Which files may lie there, which may not, and who is at work."""
    wanted = select(Report.public_id, Report.kind, Report.worker, Report.state)
    rows = [
        (f"{one}.{ending}", worker, state)
        for one, kind, worker, state in db.session.execute(wanted)
        for ending in kind.files
    ]
    # A file is put in its place a moment before it is said to be ready.
    there = {one for one, _, state in rows if state in (State.READY, State.MAKING)}
    return {
        "files": there,
        "gone": {one for one, _, _ in rows if one not in there},
        "workers": {worker for _, worker, state in rows if state is State.MAKING},
    }
