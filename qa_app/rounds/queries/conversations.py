"""Who has a conversation about an audit in a month, whichever programme it is of."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from qa_app.children.models import ChildOnList
from qa_app.children.queries.lists import list_in_force
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, Draw, DrawnRecord, Round
from qa_app.rounds.rules import OPEN, State
from qa_app.rounds.rules.outcomes import Outcome


def in_conversation(round_: Round) -> set[int]:
    """Practitioners with whom another round of this month ends in a conversation, given out or drawn.

    Of nobody where this round ends in none.
    """
    if not round_.programme.plan.has_conversation:
        return set()
    others = _others_with_conversations(round_.council_id, round_.month, round_.id)
    given = [one.id for one in others if one.opened_at is not None]
    drawn = [one.id for one in others if one.opened_at is None]
    return _own_work(given) | _of_their_records(given, round_.council_id) | _drawn_in(drawn)


def _others_with_conversations(council_id: int, month: date, besides: int) -> list[Round]:
    wanted = select(Round).where(
        Round.council_id == council_id, Round.month == month, Round.id != besides
    )
    found = db.session.scalars(wanted.options(joinedload(Round.programme)))
    return [one for one in found if one.programme.plan.has_conversation]


def _own_work(rounds: list[int]) -> set[int]:
    """Whose supervision file or practice is looked at; and whose record was drawn, as the draw knew it."""
    rows = db.session.execute(
        select(Allocation.practitioner_id, DrawnRecord.practitioner_id)
        .outerjoin(Allocation.drawn_record)
        .where(Allocation.round_id.in_(rounds), Allocation.state.in_((*OPEN, State.DONE)))
    )
    return {one for row in rows for one in row if one is not None}


def _of_their_records(rounds: list[int], council_id: int) -> set[int]:
    """By the list in force: a record that was asked for by name was in no draw."""
    newest = list_in_force(council_id)
    if newest is None:
        return set()
    rows = db.session.scalars(
        select(ChildOnList.practitioner_id)
        .join(Allocation, Allocation.child_id == ChildOnList.child_id)
        .where(
            Allocation.round_id.in_(rounds),
            Allocation.state.in_((*OPEN, State.DONE)),
            Allocation.drawn_record_id.is_(None),
            ChildOnList.case_list_id == newest.id,
        )
    )
    return {one for one in rows if one is not None}


def _drawn_in(rounds: list[int]) -> set[int]:
    """By the latest draw of rounds that are not open yet, so that none is drawn twice before they are."""
    later = aliased(Draw)
    newest = select(func.max(later.number)).where(later.round_id == Draw.round_id).scalar_subquery()
    rows = db.session.scalars(
        select(DrawnRecord.practitioner_id)
        .join(DrawnRecord.draw)
        .where(
            Draw.round_id.in_(rounds),
            Draw.number == newest,
            DrawnRecord.outcome == Outcome.PICKED,
        )
    )
    return {one for one in rows if one is not None}
