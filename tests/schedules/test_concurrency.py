from collections import Counter

import pytest
from sqlalchemy import select

from qa_app.foundation.database import engine_for
from qa_app.outbox.models import Email
from qa_app.reports.models import Report
from qa_app.schedules.models import Run
from tests.own_database import finish, own_url, start  # noqa: F401 – own_url is a fixture
from tests.schedules.timer import PEOPLE, SCHEDULES

TIMER = ("-m", "tests.schedules.timer")


@pytest.mark.slow
def test_timers_that_run_at_once_and_again_send_each_person_one_link_for_each(own_url):  # noqa: F811
    finish([start(own_url, *TIMER, "set-up")])
    finish([start(own_url, *TIMER) for _ in range(3)])

    engine = engine_for(own_url)
    with engine.connect() as connection:
        written = Counter(connection.execute(select(Email.to)).scalars())
        runs = connection.execute(select(Run.id)).all()
        reports = Counter(connection.execute(select(Report.asked_by_id)).scalars())
    engine.dispose()
    assert len(runs) == SCHEDULES
    assert set(reports.values()) == {SCHEDULES}
    assert len(written) == PEOPLE
    assert set(written.values()) == {SCHEDULES}
