"""Make one report from beginning to end, whatever happens on the way."""

import errno
import logging
import secrets
import time
import traceback
from collections.abc import Callable
from contextvars import Context
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from qa_app.access.rules import Permission, Viewer, may
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.engines import only_reading
from qa_app.organisation.models import Person, Place
from qa_app.organisation.queries import viewer_of
from qa_app.reports.folder import Folder
from qa_app.reports.models import Report
from qa_app.reports.operations.keeping import keep_paper
from qa_app.reports.operations.queue import (
    File,
    claim,
    end,
    is_still_of,
    let_expire,
    names_of_files,
    say_how_far,
)
from qa_app.reports.operations.releasing import MayNotLeave, remember
from qa_app.reports.operations.result import Result
from qa_app.reports.operations.writing import write
from qa_app.reports.pulse import pulse
from qa_app.reports.queries.reports import reach_of
from qa_app.reports.rules import states
from qa_app.reports.rules.states import State
from qa_app.reports.workbook import TooLong

log = logging.getLogger(__name__)
SAID_EVERY = 2.0  # seconds

Clock = Callable[[], datetime]


class Stopped(Exception):
    """It was called off, or another worker has it now."""


class Trouble(Exception):
    """Why it cannot be made, in a sentence for whoever asked."""


class Heard:
    """Says how far a report is, in transactions beside the one that reads."""

    def __init__(self, report: Report, worker: str, clock: Clock) -> None:
        self.report_id, self.worker, self.clock = report.id, worker, clock
        self.done, self.last = -1, 0.0

    def begin(self, steps: int) -> None:
        self._say(steps=steps)

    def step(self, name: str) -> None:
        self.done += 1
        self._say(step=name, steps_done=self.done)

    def rows(self, number: int) -> None:
        if time.monotonic() - self.last >= SAID_EVERY:
            self._say()

    def live_on(self) -> None:
        """From beside the work: that it is still at it."""
        self._written({})

    def _say(self, **said: Any) -> None:
        self.last = time.monotonic()
        # Outside of what only reads, so that it takes its turn among the writers.
        if not Context().run(self._written, said):
            raise Stopped

    def _written(self, said: dict[str, Any]) -> bool:
        with db.apart() as session:
            return say_how_far(session, self.report_id, self.worker, self.clock(), **said)


def make_next(folder: Folder, clock: Clock) -> bool:
    """Whether there was one to make."""
    worker = secrets.token_hex(8)
    report = claim(worker, clock())
    db.session.commit()
    if report is None:
        return False
    with folder.making(worker) as own:
        try:
            viewer = _viewer_of(report, clock())
            if not folder.has_room():
                raise Trouble(states.NO_ROOM)
            made, heard = own / report.file_name, Heard(report, worker, clock)
            with pulse(heard.live_on), only_reading():
                db.session.rollback()
                _look_at_one_moment()
                result = write(report, viewer, made, own, heard, clock())
        except Stopped:
            db.session.rollback()
        except Exception as error:  # whatever it is, whoever asked hears of it
            db.session.rollback()
            _give_up(report, worker, _told(report, error), clock())
        else:
            db.session.rollback()
            size = sum(folder.keep(own / name, name) for name in report.file_names)
            if not _finish(report, worker, viewer, result, size, clock()):
                _delete(folder, report)
    return True


def tidy(folder: Folder, clock: Clock) -> int:
    """Delete what is over, and what was left behind; how many reports were over."""
    over = let_expire(clock())
    db.session.commit()
    for report in over:
        _delete(folder, report)
    names = folder.names()
    folder.sweep(names, clock(), **names_of_files())
    db.session.rollback()
    return len(over)


def _delete(folder: Folder, report: Report) -> None:
    for name in report.file_names:
        folder.delete(name)


def _viewer_of(report: Report, at: datetime) -> Viewer:
    """As they stand now: what they may no longer see is in no report."""
    person = db.session.get_one(Person, report.asked_by_id)
    council = db.session.get_one(Place, report.council_id)
    viewer = viewer_of(person, council, london_day(at))
    if viewer is None or not may(viewer, Permission.REPORT_READ):
        raise Trouble(states.NO_LONGER_PERMITTED)
    return viewer


def _look_at_one_moment() -> None:
    """Every sheet of one moment, whatever is saved meanwhile. SQLite’s readers always have that."""
    if not db.is_sqlite and isinstance(db.session.get_bind(), Engine):
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _finish(
    report: Report, worker: str, viewer: Viewer, result: Result, size: int, at: datetime
) -> bool:
    mine = is_still_of(report.id, worker)
    if mine:
        seen = result.reach or reach_of(viewer, report.kind)
        made = File(
            seen,
            result.children,
            result.audits,
            result.sheets,
            size,
            result.quotes,
            result.digests,
        )
        try:
            remember(mine, result, at)
        except MayNotLeave as refused:
            end(mine, State.FAILED, at, trouble=str(refused))
            db.session.commit()
            return False
        if result.paper is not None:
            keep_paper(mine, result, seen, at)
        end(mine, State.READY, at, made=made)
    db.session.commit()
    return mine is not None


def _give_up(report: Report, worker: str, why: str, at: datetime) -> None:
    if mine := is_still_of(report.id, worker):
        end(mine, State.FAILED, at, trouble=why)
    db.session.commit()


def _told(report: Report, error: Exception) -> str:
    if isinstance(error, Trouble | MayNotLeave):
        return str(error)
    if isinstance(error, TooLong):
        return states.TOO_LONG
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return states.NO_ROOM
    # Where and of which kind: a message may hold what was being written.
    last = traceback.extract_tb(error.__traceback__)[-1]
    log.error(
        "report %s: %s at %s:%s", report.public_id, type(error).__name__, last.name, last.lineno
    )
    return states.UNFORESEEN
