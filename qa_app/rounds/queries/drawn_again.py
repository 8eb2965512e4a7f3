"""How often a round was drawn, by whom and why; all of it for everybody who may see the round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import func, select

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.rounds.models import Draw, Programme, Round
from qa_app.rounds.queries.drawing import list_draws
from qa_app.rounds.queries.kinds import is_of_own_work
from qa_app.rounds.rules.drawn_again import Anew, what_was_new


@dataclass(frozen=True)
class OneDraw:
    """`anew` compares it with the one before; None of the first."""

    draw: Draw
    anew: Anew | None


def draws_so_far(round_: Round) -> list[OneDraw]:
    """The first one first."""
    draws = list_draws(round_)
    further = [OneDraw(after, _anew(before, after)) for before, after in pairwise(draws)]
    return [*(OneDraw(one, None) for one in draws[:1]), *further]


def _anew(before: Draw, after: Draw) -> Anew:
    return what_was_new(
        another_list=before.digest != after.digest, other_rules=before.planned != after.planned
    )


@dataclass(frozen=True)
class DrawnAgain:
    """A round of which the first draw did not stand."""

    round_id: str
    programme: str
    times: int


def list_drawn_again(viewer: Viewer, months: Sequence[date]) -> list[DrawnAgain]:
    """Rounds of these months that were drawn more than once."""
    rows = db.session.execute(
        select(Round.public_id, Programme.name, func.count())
        .select_from(Draw)
        .join(Draw.round)
        .join(Round.programme)
        .where(
            Round.council_id == viewer.council_id,
            Round.month.in_(months),
            ~is_of_own_work(),
        )
        .group_by(Round.id, Round.public_id, Programme.name)
        .having(func.count() > 1)
        .order_by(Programme.name, Round.id)
    )
    return [DrawnAgain(*row) for row in rows]
