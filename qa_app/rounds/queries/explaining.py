"""Why this record, and why this auditor, in sentences."""

from typing import Any

from sqlalchemy import func, not_, select

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import long_date
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, DrawnRecord
from qa_app.rounds.queries.allocations import not_hidden_from
from qa_app.rounds.queries.by_hand import sees_all_of
from qa_app.rounds.queries.drawing import list_records
from qa_app.rounds.queries.showing import counts_of, position_of
from qa_app.rounds.rules.explaining import RECORD, Explained, chosen_by_somebody, explain
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.requesting import takes_by_name

ASKED_FOR = "It was asked for by name, so there was no draw."
NOT_RECORDED = "No draw of this round is recorded here, so this page cannot say how it was chosen."


def why_this(allocation: Allocation, viewer: Viewer) -> Explained:
    drawn = allocation.drawn_record
    if drawn is None:
        chosen = chosen_by_somebody(allocation.weighed)
        by_name = takes_by_name(allocation.round.programme.plan)
        return Explained(ASKED_FOR if by_name else NOT_RECORDED, chosen)
    return explain(
        drawn_on=long_date(drawn.draw.drawn_at.date()),
        outcome=drawn.outcome,
        position=position_of(drawn, viewer),
        pool=sum(counts_of(drawn.draw, viewer).values()),
        what="practitioner" if drawn.draw.is_of_practitioners else RECORD,
        weighed=weighed_for(allocation, drawn, viewer),
        auditor=allocation.auditor_name,
    )


def weighed_for(
    allocation: Allocation, drawn: DrawnRecord, viewer: Viewer
) -> dict[str, Any] | None:
    """Their audits and their share, over what the viewer may see: the rest would tell of restricted records."""
    weighed = allocation.weighed
    if not weighed or "share" not in weighed or sees_all_of(drawn.draw, viewer):
        return weighed
    of_all = len(list_records(drawn.draw, Outcome.PICKED))
    seen = counts_of(drawn.draw, viewer).get(Outcome.PICKED, 0)
    return {
        **weighed,
        "given": max(weighed["given"] - _hidden_from(viewer, allocation), 1),
        "share": round(weighed["share"] * seen / of_all, 1) if of_all else weighed["share"],
    }


def _hidden_from(viewer: Viewer, allocation: Allocation) -> int:
    """Audits of the same auditor in the same round that the viewer may not see."""
    counted = (
        select(func.count())
        .select_from(Allocation)
        .join(Allocation.place)
        .where(
            Allocation.round_id == allocation.round_id,
            Allocation.auditor_id == allocation.auditor_id,
            not_(not_hidden_from(viewer)),
        )
    )
    return db.session.scalar(counted) or 0
