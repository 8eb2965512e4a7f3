"""Several who make reports at once, each in a process of its own, on both engines."""

import json
import signal
import time

import pytest
from sqlalchemy import func, select

from qa_app.foundation.database import db
from qa_app.reports.models import Report
from qa_app.reports.rules.states import State
from qa_app.trail.models import Event
from tests.insight.counted_makers import Counted
from tests.makers import viewer_of
from tests.own_database import own_url, qa_json, start
from tests.real.databases import at_database
from tests.reports.makers import ask, lead_of

__all__ = ["own_url"]

RUN = ("-c", "from qa_app.cli import qa; qa()", "reports", "work", "--json")
REPORTS, WORKERS = 4, 3


def ask_for_some(url, number):
    with at_database(url):
        made = Counted()
        made.read(30)
        for _ in range(number):
            ask(viewer_of(lead_of(made)))
        db.session.commit()


def standing(url):
    with at_database(url):
        return {one.public_id: (one.state, one.tries) for one in db.session.scalars(select(Report))}


@pytest.mark.slow
def test_several_workers_never_make_the_same_report(own_url, tmp_path):
    ask_for_some(own_url, REPORTS)
    folder = {"QA_REPORTS_FOLDER": str(tmp_path / "reports")}
    workers = [start(own_url, *RUN, **folder) for _ in range(WORKERS)]
    said = [worker.communicate(timeout=300)[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * WORKERS, said

    assert sum(json.loads(one)["made"] for one in said) == REPORTS
    assert set(standing(own_url).values()) == {(State.READY, 1)}
    assert {one.name for one in (tmp_path / "reports").iterdir()} == {
        f"{one}.xlsx" for one in standing(own_url)
    }
    with at_database(own_url):
        made = select(func.count()).where(Event.name == "report:made").select_from(Event)
        assert db.session.scalar(made) == REPORTS


@pytest.mark.slow
def test_what_a_killed_worker_began_is_made_by_the_next(own_url, tmp_path):
    ask_for_some(own_url, 1)
    folder = {"QA_REPORTS_FOLDER": str(tmp_path / "reports")}
    killed = start(own_url, *RUN, **folder)
    while [state for state, _ in standing(own_url).values()] != [State.MAKING]:
        assert killed.poll() is None, killed.communicate()[0]
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert qa_json(own_url, "reports", "work", **folder)["made"] == 0, "it may still be at work"

    with at_database(own_url):
        report = db.session.scalars(select(Report)).one()
        report.heard_at = report.asked_at.replace(year=2020)
    assert qa_json(own_url, "reports", "work", **folder)["made"] == 1
    assert set(standing(own_url).values()) == {(State.READY, 2)}
    assert len([*(tmp_path / "reports").glob("*.xlsx")]) == 1
