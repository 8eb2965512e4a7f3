from datetime import timedelta

import pytest
from sqlalchemy import select

from qa_app.cli.timed import running
from qa_app.foundation.database import db
from qa_app.jobs import operations, queries
from qa_app.jobs.models import JobRun
from tests.makers import NOON


def runs() -> list[JobRun]:
    return list(db.session.scalars(select(JobRun).order_by(JobRun.id)))


def test_a_run_that_ends_well_keeps_its_counts(database):
    with running("mail send") as run:
        run.counts = {"sent": 2}
    (run,) = runs()
    assert (run.well, run.counts, run.trouble) == (True, {"sent": 2}, None)
    assert run.started_at <= run.ended_at


def test_a_run_that_breaks_is_noted_by_the_kind_of_its_fault_alone(database):
    with pytest.raises(ValueError), running("mail send"):
        raise ValueError("the child of number 7")
    (run,) = runs()
    assert (run.well, run.trouble) == (False, "ValueError")


def test_a_run_that_was_killed_shows_as_never_ended(database):
    operations.begin("mail send", NOON)
    db.session.commit()
    standing = queries.list_standings(NOON)[0]
    assert standing.last.ended_at is None and standing.late


def test_a_failed_run_does_not_hide_when_it_last_ended_well(database):
    for well, hour in ((True, 0), (False, 1)):
        run = operations.begin("backup", NOON + timedelta(hours=hour))
        db.session.flush()
        operations.end(run.id, NOON + timedelta(hours=hour), {}, None if well else "Disk full")
    backup = next(
        one
        for one in queries.list_standings(NOON + timedelta(hours=2))
        if one.timer.name == "backup"
    )
    assert (backup.last.trouble, backup.last_well, backup.late) == ("Disk full", NOON, False)


def test_runs_of_long_ago_are_forgotten(database):
    operations.begin("backup", NOON - timedelta(days=91))
    operations.begin("backup", NOON)
    assert len(runs()) == 1
