from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from qa_app.cli import concerns as command
from qa_app.cli import qa
from qa_app.foundation.database import db
from qa_app.jobs.models import JobRun
from tests.concerns.makers import Council, make_concern
from tests.conftest import KEY
from tests.makers import NOON


@pytest.fixture
def chased(database, database_url, monkeypatch):
    """Run `qa concerns chase` on the test's database, an hour after noon."""
    monkeypatch.setenv("QA_DATABASE_URL", database_url)
    monkeypatch.setenv("QA_SECRET_KEY", KEY)
    monkeypatch.setattr(command, "now", lambda: NOON + timedelta(hours=1))
    return lambda: CliRunner().invoke(qa, ["concerns", "chase"])


def test_a_timer_tells_the_next_people_once(chased):
    make_concern(Council())
    db.session.commit()

    assert chased().output.startswith("2 people told.")
    assert chased().output == "0 people told.\n"
    runs = db.session.scalars(select(JobRun).order_by(JobRun.id)).all()
    assert [run.counts for run in runs] == [{"told": 2}, {"told": 0}]
