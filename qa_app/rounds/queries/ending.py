"""What ending a programme would mean for its rounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.queries.allocations import visible_to
from qa_app.rounds.rules import OPEN, first_of_month
from qa_app.rounds.rules.months import months_on
from qa_app.rounds.rules.plans import is_held_in

MONTHS_LOOKED_AHEAD = 24


@dataclass(frozen=True)
class Ending:
    """Rounds that are open and prepared, and the first month that is not held any more."""

    open: list[Round]
    prepared: list[Round]
    # By the id of an open round: its audits that are not done.
    left: Mapping[int, int]
    next_month: date | None


def ending_of(programme: Programme, viewer: Viewer, today: date) -> Ending:
    wanted = select(Round).where(Round.programme_id == programme.id, Round.closed_at.is_(None))
    rounds = list(db.session.scalars(wanted.order_by(Round.month)))
    begun = [one for one in rounds if one.opened_at is not None]
    there = {one.month for one in rounds}
    months = [months_on(first_of_month(today), ahead) for ahead in range(MONTHS_LOOKED_AHEAD)]
    to_come = (one for one in months if one not in there and is_held_in(programme.plan, one))
    return Ending(
        open=begun,
        prepared=[one for one in rounds if one.opened_at is None],
        left=unfinished_in(begun, viewer),
        next_month=next(to_come, None),
    )


def unfinished_in(rounds: list[Round], viewer: Viewer) -> dict[int, int]:
    """Of those that the viewer may see."""
    still_open = (
        visible_to(viewer, Permission.ROUND_READ)
        .where(Allocation.round_id.in_([one.id for one in rounds]), Allocation.state.in_(OPEN))
        .subquery()
    )
    rows = db.session.execute(
        select(still_open.c.round_id, func.count()).group_by(still_open.c.round_id)
    )
    return {round_id: number for round_id, number in rows}
