"""How far a round has come, over the audits that the viewer may see."""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day, start_of
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries.allocations import Sought, count, first_due_first, in_month
from qa_app.rounds.rules import State
from qa_app.rounds.rules.pace import Pace, pace
from qa_app.rounds.rules.tallies import Tally


def tally_of(round_: Round, viewer: Viewer) -> Tally:
    counted = in_month(viewer, Sought(round_id=round_.id, with_withdrawn=True)).subquery()
    rows = db.session.execute(select(counted.c.state, func.count()).group_by(counted.c.state))
    return Tally({state: number for state, number in rows})


def pace_of(round_: Round, tally: Tally, viewer: Viewer, today: date) -> Pace | None:
    """How many a day are needed to end in time, and how many were done in the last week."""
    if round_.opened_at is None:
        return None
    week_ago = today - timedelta(days=7)
    done = in_month(viewer, Sought(round_id=round_.id, state=State.DONE))
    done_lately = count(done.where(Allocation.done_at >= start_of(week_ago)))
    return pace(tally, london_day(round_.opened_at), round_.due_on, today, done_lately)


def list_of_round(viewer: Viewer, asked: Sought, limit: int, offset: int) -> list[Allocation]:
    wanted = (
        in_month(viewer, asked)
        .options(joinedload(Allocation.auditor_here))
        .order_by(*first_due_first(), Allocation.reference, Allocation.id)
        .limit(limit)
        .offset(offset)
    )
    return list(db.session.scalars(wanted))
