"""What is said of a round: what is being written, what was approved, and whose round it is."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.insight.rules.filters import Filters, Period, picked_by
from qa_app.reports.models import RoundNarrative
from qa_app.reports.rules.approving import TextState
from qa_app.rounds.models import Programme, Round
from qa_app.rounds.queries.planner import find_round


@dataclass(frozen=True)
class Texts:
    """Of one round: the one that is not approved yet, and those that were, the newest first."""

    open: RoundNarrative | None
    approved: list[RoundNarrative]

    @property
    def newest(self) -> RoundNarrative | None:
        return self.approved[0] if self.approved else None


def find_told_round(public_id: str, viewer: Viewer) -> Round | None:
    """Raise NoResultFound for one out of reach; None for one that looks at practitioners, who are in no report."""
    found = find_round(public_id, viewer)
    return None if found.programme.plan.is_of_own_work else found


def texts_of(round_: Round) -> Texts:
    wanted = (
        select(RoundNarrative)
        .where(RoundNarrative.round_id == round_.id)
        .options(
            joinedload(RoundNarrative.written_by_here), joinedload(RoundNarrative.decided_by_here)
        )
        .order_by(RoundNarrative.decided_at.desc(), RoundNarrative.id.desc())
    )
    there = list(db.session.scalars(wanted))
    approved = [one for one in there if one.state is TextState.APPROVED]
    return Texts(next((one for one in there if one not in approved), None), approved)


def filters_of(round_: Round) -> Filters:
    """Every figure of this one round."""
    return Filters(
        Period(round_.month, round_.month),
        programme=round_.programme.public_id,
        picked=picked_by(round_.programme.plan),
    )


def round_in(filters: Filters, council_id: int) -> Round:
    """The round that such filters are of."""
    wanted = (
        select(Round)
        .join(Round.programme)
        .where(
            Round.council_id == council_id,
            Programme.public_id == filters.programme,
            Round.month == filters.period.first,
        )
        .options(joinedload(Round.programme))
    )
    return db.session.scalars(wanted).one()
