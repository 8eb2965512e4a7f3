"""Rounds of which records were given out, by month: which are closed, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.insight.models import KeptRound
from qa_app.insight.queries.counted import about_audits
from qa_app.insight.rules.filters import Period
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries import is_own_work, not_hidden_from
from qa_app.rounds.rules import State


@dataclass(frozen=True)
class Closing:
    """One round that was closed: how many of its audits waited then, and whether more than grades was kept."""

    month: date
    at: datetime
    waiting: int
    keeps_all: bool


def list_rounds(
    viewer: Viewer, period: Period, counts: Permission
) -> list[tuple[date, Closing | None]]:
    """Those of whose records the viewer sees some; None where one is still open. One query.

    What was only planned, or was taken back, gave nothing out that stands. Completion alone counts audits of audits.
    """
    records = (
        select(Allocation.id)
        .join(Allocation.place)
        .where(
            Allocation.round_id == Round.id,
            ~is_own_work(),
            where_permitted(Place.path, viewer, counts),
            not_hidden_from(viewer),
            or_(Allocation.state != State.WITHDRAWN, KeptRound.id.is_not(None)),
        )
        .correlate(Round, KeptRound)
    )
    wanted = (
        select(Round.month, KeptRound.kept_at, KeptRound.waiting, KeptRound.keeps_all)
        .outerjoin(KeptRound, KeptRound.round_id == Round.id)
        .where(
            Round.council_id == viewer.council_id,
            Round.month.between(period.first, period.last),
            records.exists(),
        )
        .order_by(Round.month, KeptRound.kept_at, Round.id)
    )
    if counts is not Permission.COMPLETION_READ:
        wanted = wanted.where(Round.template_version_id.not_in(about_audits(viewer.council_id)))
    rows: Sequence[tuple[date, datetime | None, int, bool]] = [
        (month, at, waiting, keeps_all)
        for month, at, waiting, keeps_all in db.session.execute(wanted)
    ]
    return [
        (month, Closing(month, at, waiting, keeps_all) if at else None)
        for month, at, waiting, keeps_all in rows
    ]
