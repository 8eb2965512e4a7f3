"""The command that the timer runs, as the server runs it."""

import pytest
from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.jobs.models import JobRun
from qa_app.outbox.models import Email
from qa_app.reports.models import Report
from qa_app.reports.rules.states import State
from qa_app.schedules.models import Schedule, Sending
from qa_app.schedules.operations import timed
from qa_app.schedules.rules.standing import Sent
from tests.own_database import own_url, qa, qa_json
from tests.real.databases import at_database
from tests.schedules.makers import ADDRESS, DUE, made_ready, make_here

__all__ = ["own_url"]

COMMAND = ("reports", "schedule")
NOTHING = {"ran": 0, "stopped": 0, "asked": 0, "told": 0, "failed": 0}


def set_up(url):
    """Due at this moment, however the day is called."""
    with at_database(url):
        made = make_here().schedule()
        made.begins_on = made.begins_on.replace(year=2020)
        db.session.commit()


@pytest.mark.slow
def test_a_run_makes_the_report_and_queues_its_link_and_the_next_does_nothing(own_url, tmp_path):
    set_up(own_url)
    settings = {"QA_REPORTS_FOLDER": str(tmp_path / "reports"), "QA_BASE_URL": ADDRESS}
    said = qa_json(own_url, *COMMAND, **settings)
    assert said == {"well": True, **NOTHING, "ran": 1, "asked": 1, "told": 1}
    assert "0 schedules were due" in qa(own_url, *COMMAND, **settings)
    qa(own_url, *COMMAND, "--nothing-known", expect=2, **settings)
    with at_database(own_url):
        report = db.session.scalars(select(Report)).one()
        assert report.state is State.READY
        assert (tmp_path / "reports" / report.file_name).exists()
        assert db.session.scalars(select(Sending.state)).one() is Sent.SENT
        assert len(db.session.scalars(select(Email)).all()) == 1
        runs = db.session.scalars(select(JobRun).order_by(JobRun.id)).all()
        assert [(run.name, run.well) for run in runs] == [("reports schedule", True)] * 2


@pytest.mark.slow
def test_a_turn_that_breaks_off_ends_with_1_and_says_nothing_of_what_it_worked_on(own_url):
    set_up(own_url)
    with at_database(own_url):
        made = db.session.scalars(select(Schedule)).one()
        made.narrowed = {"picked": "NO SUCH WAY"}
        db.session.commit()
    said = qa(own_url, *COMMAND, expect=1, QA_BASE_URL=ADDRESS)
    assert "broke off" in said
    assert "NO SUCH WAY" not in said
    with at_database(own_url):
        run = db.session.scalars(select(JobRun)).one()
        assert run.well is False


def test_what_breaks_off_in_one_council_keeps_no_other_waiting(database, monkeypatch):
    first, second = make_here("Eastshire"), make_here("Westshire")
    for one in (first, second):
        one.schedule()
    broken, there = first.council.id, timed.run_due
    db.session.commit()

    def run(council, at, address):
        if council.id == broken:
            raise RuntimeError("what was being worked on")
        return there(council, at, address)

    monkeypatch.setattr(timed, "run_due", run)
    made = timed.take_turn(ADDRESS, lambda: None, lambda: DUE)
    assert made == {**NOTHING, "ran": 1, "asked": 1, "failed": 1}


def test_what_was_asked_for_before_a_turn_broke_off_is_told_by_the_next(database):
    made = make_here().schedule()
    db.session.commit()

    def breaks():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        timed.take_turn(ADDRESS, breaks, lambda: DUE)
    said = timed.take_turn(ADDRESS, lambda: made_ready(made, DUE), lambda: DUE)
    assert said == {**NOTHING, "told": 1}
