"""A month of the demonstration's 2,600 records, drawn and given out to everybody who may audit."""

import time
from dataclasses import replace

from sqlalchemy import func, select

from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.rounds.models import DrawnRecord
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import add_programme, plan_round
from qa_app.rounds.queries.auditors import MAY_AUDIT
from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.plans import BEGINNINGS, Auditors, Kind, Spread
from tests.makers import NOON

# Seconds from “draw” to every audit given out.
PROMISED = 2.0


def draw_a_month(council: Place) -> tuple[int, int, int, float]:
    """How many audits of how many records, for how many people, in how many seconds; nothing of it is kept."""
    everybody = Auditors(holds=tuple(one.name for one in MAY_AUDIT))
    plan = replace(
        BEGINNINGS[Kind.MONTHLY], auditors=everybody, months_off=(), spreads=(Spread.TEAM,)
    )
    month = months_on(NOON.date().replace(day=1), 1)
    programme = add_programme(council, "Bench", "management-oversight", None, NOON, plan)
    round_ = plan_round(programme, month, by=None, at=NOON)
    began = time.perf_counter()
    drawn = draw_round(round_, "0" * 32, None, NOON)
    given = open_as_proposed(round_, None, NOON, leave_out=True)
    db.session.flush()
    taken = time.perf_counter() - began
    people = len({one.auditor_id for one in given})
    pool = db.session.scalar(select(func.count()).where(DrawnRecord.draw_id == drawn.id))
    db.session.rollback()
    return len(given), pool or 0, people, taken
