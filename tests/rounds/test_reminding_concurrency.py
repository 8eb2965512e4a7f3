from collections import Counter

import pytest
from sqlalchemy import select

from qa_app.foundation.engines import engine_for
from qa_app.outbox.models import Email
from tests.own_database import finish, own_url, start  # noqa: F401 – own_url is a fixture
from tests.rounds.reminder import AUDITORS

REMINDER = ("-m", "tests.rounds.reminder")


@pytest.mark.slow
def test_timers_that_run_at_once_and_again_write_to_each_auditor_once(own_url):  # noqa: F811
    finish([start(own_url, *REMINDER, "set-up")])
    finish([start(own_url, *REMINDER) for _ in range(2)])

    engine = engine_for(own_url)
    with engine.connect() as connection:
        rows = connection.execute(select(Email.to, Email.subject)).all()
    engine.dispose()
    assert set(Counter(rows).values()) == {1}
    assert [subject for _, subject in rows] == ["2 audits due today"] * AUDITORS
