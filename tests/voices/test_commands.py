from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from qa_app.cli import qa
from qa_app.cli import voices as command
from qa_app.foundation.database import db
from qa_app.jobs.models import JobRun
from tests.conftest import KEY
from tests.makers import make_allocation
from tests.voices.makers import GOOD, TUESDAY, Team


@pytest.fixture
def run(database, database_url, monkeypatch):
    """Run a command on the test's database, at a moment of ours."""
    monkeypatch.setenv("QA_DATABASE_URL", database_url)
    monkeypatch.setenv("QA_SECRET_KEY", KEY)

    def at(moment, name):
        monkeypatch.setattr(command, "now", lambda: moment)
        return CliRunner().invoke(qa, ["voices", name]).output

    return at


def test_a_timer_invites_and_reminds_once(run):
    make_allocation(**Team().given)
    db.session.commit()
    later = TUESDAY + timedelta(days=6)

    assert run(TUESDAY, "invite").startswith("1 practitioner invited, 0 reminded.")
    assert run(TUESDAY, "invite") == "0 practitioners invited, 0 reminded.\n"
    assert run(later, "invite").startswith("0 practitioners invited, 1 reminded.")
    assert run(later, "invite") == "0 practitioners invited, 0 reminded.\n"


def test_a_timer_releases_on_monday_what_waited_over_the_weekend(run):
    Team().submitted(GOOD)
    db.session.commit()
    saturday = TUESDAY - timedelta(days=3)

    assert run(saturday, "release") == "0 audits released.\n"
    assert run(TUESDAY, "release").startswith("1 audit released.")
    assert run(TUESDAY, "release") == "0 audits released.\n"
    runs = db.session.scalars(select(JobRun).order_by(JobRun.id)).all()
    assert [run.counts["released"] for run in runs] == [0, 1, 0]
