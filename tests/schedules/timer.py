"""A process that does what the timer does: `python -m tests.schedules.timer set-up`, then without a word."""

import sys
import time
from datetime import timedelta

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.reports.models import Report
from qa_app.reports.operations.queue import File, end
from qa_app.reports.rules.states import IN_HAND, State
from qa_app.schedules.operations.timed import take_turn
from qa_app.settings import Settings
from tests.schedules.makers import ADDRESS, DUE, make_here, make_manager

PEOPLE, SCHEDULES, RUNS = 4, 3, 4


def set_up() -> None:
    here = make_here()
    people = [make_manager(here) for _ in range(PEOPLE - 1)]
    for _ in range(SCHEDULES):
        here.schedule(*people)
    db.session.commit()


def made() -> None:
    """As a worker leaves them, whoever else does the same."""
    there = select(Report).where(Report.state.in_(IN_HAND)).order_by(Report.id)
    for report in db.session.scalars(there.with_for_update(skip_locked=True)).all():
        end(report, State.READY, DUE, made=File(size=1))
    db.session.commit()


def run() -> None:
    for number in range(RUNS):
        take_turn(ADDRESS, made, lambda minutes=number: DUE + timedelta(minutes=minutes))
        time.sleep(0.01)


if __name__ == "__main__":
    settings = Settings.from_environment()
    seal.use(*settings.secret_keys)
    db.connect(settings.database_url)
    set_up() if "set-up" in sys.argv else run()
