"""Which record comes next when one that was drawn cannot be read."""

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, DrawnRecord
from qa_app.rounds.queries.conversations import in_conversation
from qa_app.rounds.queries.drawing import panel_of
from qa_app.rounds.queries.proposals import records_of
from qa_app.rounds.rules import OPEN, State
from qa_app.rounds.rules.independence import bar
from qa_app.rounds.rules.outcomes import Outcome


def next_in_turn(allocation: Allocation) -> DrawnRecord | None:
    """The first of the reserves that nobody was given and this auditor may read; of its own stratum first."""
    drawn = allocation.drawn_record
    if drawn is None:
        return None
    reserves = _unused(drawn)
    panel = panel_of(allocation.round)
    auditor = next((one for one in panel.auditors if one.person == allocation.auditor_id), None)
    if auditor is None:
        return None
    records = records_of(reserves, panel, allocation.round)
    within = allocation.round.programme.plan.within
    busy = practitioners_read_in(allocation.round_id, besides=allocation.id)
    busy |= in_conversation(allocation.round)
    free = [
        one
        for one, record in zip(reserves, records, strict=True)
        if bar(auditor, record, within) is None and one.practitioner_id not in busy
    ]
    same = [one for one in free if one.stratum == drawn.stratum]
    return next(iter(same or free), None)


def _unused(drawn: DrawnRecord) -> list[DrawnRecord]:
    """A restricted record stands in for one that was, and for no other: nobody must miss either."""
    draw = drawn.draw
    given = select(Allocation.drawn_record_id).where(
        Allocation.round_id == draw.round_id, Allocation.drawn_record_id.is_not(None)
    )
    now_read = select(Allocation.child_id).where(
        Allocation.council_id == draw.council_id,
        Allocation.child_id.is_not(None),
        Allocation.state.in_((*OPEN, State.PAUSED)),
    )
    wanted = (
        select(DrawnRecord)
        .where(
            DrawnRecord.draw_id == draw.id,
            DrawnRecord.outcome == Outcome.RESERVE,
            DrawnRecord.id.not_in(given),
            DrawnRecord.on_top == drawn.on_top,
            DrawnRecord.child_id.is_(None) | DrawnRecord.child_id.not_in(now_read),
        )
        .order_by(DrawnRecord.position)
    )
    return list(db.session.scalars(wanted))


def practitioners_read_in(round_id: int, besides: int) -> set[int]:
    """Those of whom a record is read in this round."""
    rows = (
        select(DrawnRecord.practitioner_id)
        .join(Allocation, Allocation.drawn_record_id == DrawnRecord.id)
        .where(
            Allocation.round_id == round_id,
            Allocation.id != besides,
            Allocation.state != State.WITHDRAWN,
            DrawnRecord.practitioner_id.is_not(None),
        )
    )
    return {one for one in db.session.scalars(rows) if one}
