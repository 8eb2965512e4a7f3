"""A review of every record that the demonstration has open: opened, its page's figures asked for, closed."""

import time
from dataclasses import replace

from qa_app.access.rules import Role
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.operations.opening import open_as_proposed
from qa_app.rounds.operations.programmes import add_programme, close_round, plan_round
from qa_app.rounds.queries.auditors import MAY_AUDIT
from qa_app.rounds.queries.progress import pace_of, tally_of
from qa_app.rounds.queries.reviewing import review_of
from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.plans import BEGINNINGS, Auditors, Kind
from tests.makers import NOON, make_person, viewer_of

# Seconds: nobody waits at a page for longer when thousands are given out at once, nor to see its figures.
PROMISED_TO_OPEN, PROMISED_TO_SHOW = 10.0, 0.3


def review_everybody(council: Place) -> tuple[int, float, float]:
    """How many audits, and the seconds to draw and open, and to show; nothing of it is kept."""
    everybody = Auditors(holds=tuple(one.name for one in MAY_AUDIT))
    month = months_on(NOON.date().replace(day=1), 1)
    plan = replace(BEGINNINGS[Kind.WHOLE_COHORT], auditors=everybody, first_month=month)
    lead = viewer_of(make_person(Role.QA_LEAD, council))
    programme = add_programme(council, "Bench", "management-oversight", None, NOON, plan)
    round_ = plan_round(programme, month, by=None, at=NOON)
    began = time.perf_counter()
    draw_round(round_, "0" * 32, None, NOON)
    given = open_as_proposed(round_, None, NOON, leave_out=True)
    db.session.flush()
    opened = time.perf_counter() - began
    began = time.perf_counter()
    today = london_day(NOON)
    pace_of(round_, tally_of(round_, lead), lead, today)
    review_of(round_, lead, today)
    shown = time.perf_counter() - began
    close_round(round_, lead, NOON)
    db.session.flush()
    db.session.rollback()
    return len(given), opened, shown
