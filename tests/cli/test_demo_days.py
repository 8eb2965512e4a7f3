"""The demonstration on days that are not like the others: it is made where somebody stands, whenever that is."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa_app.foundation import schema
from qa_app.foundation.clock import start_of
from qa_app.foundation.engines import engine_for
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.rules import State
from qa_app.trail.models import Event
from tests.own_database import KEY, start

pytestmark = pytest.mark.slow

MAKE = """
import sys
from datetime import date
from qa_app.cli.demo.command import make
from qa_app.cli.main import connect
connect()
assert make(sys.argv[1], 1, date.fromisoformat(sys.argv[2]))
"""


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 1, 1), id="the first day of a month, when nobody works"),
        pytest.param(date(2026, 8, 15), id="a month in which other councils draw nothing"),
    ],
)
def test_there_is_work_to_see_whichever_day_it_is_made_on(day: date, tmp_path: Path):
    url = f"sqlite:///{tmp_path}/demonstration.db"
    engine = engine_for(url)
    schema.upgrade(engine)
    process = start(url, "-c", MAKE, KEY, day.isoformat())
    said, _ = process.communicate(timeout=400)
    assert process.returncode == 0, said
    with Session(engine) as look:
        monthly = select(Allocation.state).join(Allocation.round).join(Programme)
        given = monthly.where(Programme.name == "Monthly audits", Round.month == day.replace(day=1))
        states = Counter(look.scalars(given))
        assert states[State.DONE] and states[State.STARTED] and states[State.TO_DO]
        assert look.scalar(select(func.max(Event.at))) < start_of(day + timedelta(days=1))
    engine.dispose()
