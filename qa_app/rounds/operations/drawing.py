"""Draw the records of a round, so that anybody can do it again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, select

from qa_app.access.rules import Viewer
from qa_app.children.models import CaseList
from qa_app.children.operations.undoing import mark_used
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.rounds.models import Draw, DrawnRecord, Round
from qa_app.rounds.queries.by_hand import lines_of, sees_all_at
from qa_app.rounds.queries.drawing import Ready, latest_draw, ready_to_draw
from qa_app.rounds.queries.showing import seen_of
from qa_app.rounds.rules.by_hand import digest_of_lines
from qa_app.rounds.rules.drawing import Candidate
from qa_app.rounds.rules.eligibility import Facts, Out
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.plans import as_kept
from qa_app.rounds.rules.pools import Chosen, Pool, choose, reasons_of
from qa_app.trail.operations import record

NONE_MAY_BE_DRAWN = "No record may be drawn. Look at why each is out, and change the rules"


def draw_round(
    round_: Round,
    chance: str,
    by: Viewer | None,
    at: datetime,
    *,
    why_again: str = "",
    pool: Pool | None = None,
) -> Draw:
    """Choose the records. `chance` is made at this moment, when the list that is drawn from is known.

    `pool` is what somebody brings, where the programme reads what stands on no list here.
    """
    if round_.opened_at is not None:
        raise DomainError("This round is open. Replace a record by the next in turn instead")
    before = latest_draw(round_)
    if before and not why_again:
        raise DomainError("Enter why the first draw does not stand. Both are kept")
    ready = ready_to_draw(round_, london_day(at), pool)
    if ready.faults:
        raise DomainError(*ready.faults)
    _refuse_where_they_see_none(round_, ready, by, at)
    drawn = _record_draw(round_, ready, f"{round_.month:%Y-%m}-{chance}", by, at)
    drawn.why_again = why_again
    return drawn


def _refuse_where_they_see_none(
    round_: Round, ready: Ready, by: Viewer | None, at: datetime
) -> None:
    """By the records that whoever draws may see: an answer by all of them would tell of a restricted one."""
    pool = seen_of(ready.pool, by) if by else ready.pool
    plan, day = round_.programme.plan, london_day(at)
    reasons = reasons_of(pool, plan, day, ready.in_conversation, ready.suits)
    if any(why is None for _, why in reasons):
        return
    if by is None or sees_all_at(round_.council_id, by):
        raise DomainError(NONE_MAY_BE_DRAWN)
    raise DomainError(
        "No record that you may see may be drawn. Look at why each is out, and change the rules, or ask "
        "somebody who is cleared for restricted records of the whole council to draw"
    )


def _record_draw(round_: Round, ready: Ready, seed: str, by: Viewer | None, at: datetime) -> Draw:
    plan, pool = round_.programme.plan, ready.pool
    chosen = choose(
        pool, plan, seed, ready.wanted, london_day(at), ready.in_conversation, ready.suits
    )
    if not chosen.drawn.picks:
        raise DomainError(NONE_MAY_BE_DRAWN)
    draw = Draw(
        council_id=round_.council_id,
        round=round_,
        number=number_of_next(round_),
        case_list_id=pool.case_list_id,
        as_at=pool.as_at,
        digest=pool.digest,
        seed=seed,
        wanted=chosen.wanted,
        planned=as_kept(plan),
        unchecked=[one.name for one in chosen.unchecked],
        drawn_at=at,
        drawn_by_id=by.person_id if by else None,
    )
    db.session.add(draw)
    db.session.flush()
    rows = _rows(draw, chosen)
    db.session.execute(insert(DrawnRecord.__table__), rows)  # type: ignore[arg-type]
    draw.pool_digest = digest_of_lines(lines_of(draw, rows))
    if pool.case_list_id:
        mark_used(db.session.get_one(CaseList, pool.case_list_id), "a draw", at)
    record("round:drawn", by, draw, council_id=round_.council_id, at=at, number=draw.number)
    return draw


def number_of_next(round_: Round) -> int:
    counted = select(func.max(Draw.number)).where(Draw.round_id == round_.id)
    return 1 + (db.session.scalar(counted) or 0)


def _rows(draw: Draw, chosen: Chosen) -> list[dict[str, object]]:
    """Every record of the pool, in the order of the draw."""
    drawn = chosen.drawn
    groups: Sequence[tuple[Sequence[Candidate], Outcome, Out | None]] = (
        (drawn.picks, Outcome.PICKED, None),
        (drawn.reserves, Outcome.RESERVE, None),
        (drawn.siblings, Outcome.OUT, Out.SIBLING),
        (drawn.same_practitioner, Outcome.OUT, Out.SAME_PRACTITIONER),
    )
    rows = [
        _row(draw, chosen.facts[one.reference], outcome, why, position, one.stratum)
        for candidates, outcome, why in groups
        for position, one in enumerate(candidates, 1)
    ]
    return rows + [_row(draw, one, Outcome.OUT, why, None, ()) for one, why in chosen.out]


def _row(
    draw: Draw,
    one: Facts,
    outcome: Outcome,
    why: Out | None,
    position: int | None,
    stratum: Sequence[str],
) -> dict[str, object]:
    return {
        "council_id": draw.council_id,
        "draw_id": draw.id,
        "child_id": one.child_id,
        "reference": one.reference,
        "place_id": one.place_id or draw.council_id,
        "outcome": outcome,
        "why": why,
        "position": position,
        "stratum": [*stratum],
        "family": one.family,
        "practitioner_id": one.practitioners[0] if one.practitioners else None,
        "on_top": one.is_restricted,
    }
