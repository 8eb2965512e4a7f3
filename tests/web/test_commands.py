from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from qa_app.cli import qa
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.jobs.models import JobRun
from qa_app.web import operations
from qa_app.web.models import FormReceipt
from tests.conftest import KEY


@pytest.fixture
def purged(database, database_url, monkeypatch):
    """Run `qa forms purge` on the test's database."""
    monkeypatch.setenv("QA_DATABASE_URL", database_url)
    monkeypatch.setenv("QA_SECRET_KEY", KEY)
    return lambda: CliRunner().invoke(qa, ["forms", "purge"])


def test_a_timer_forgets_old_receipts_and_notes_that_it_ran(purged):
    for key, age in (("young", timedelta(hours=1)), ("old", timedelta(hours=25))):
        operations.claim(key, person_id=1, endpoint="notes", digest="d", at=now() - age)
    db.session.commit()

    assert purged().output == "1 receipt and 0 open forms forgotten.\n"
    assert db.session.scalars(select(FormReceipt.key)).all() == ["young"]
    assert db.session.scalars(select(JobRun)).one().counts == {
        "receipts": 1,
        "open_forms": 0,
    }
