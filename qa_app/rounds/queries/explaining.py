"""Why this record, and why this auditor, in sentences."""

from typing import Any

from sqlalchemy import func, not_, select

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day, long_date
from qa_app.foundation.database import db
from qa_app.organisation.models import name_of
from qa_app.rounds.models import Allocation, AllocationChange, DrawnRecord
from qa_app.rounds.queries.allocations import not_hidden_from
from qa_app.rounds.queries.by_hand import sees_all_of
from qa_app.rounds.queries.changes import how_chosen
from qa_app.rounds.queries.drawing import list_records
from qa_app.rounds.queries.exchanges import Exchange
from qa_app.rounds.queries.showing import counts_of, position_of
from qa_app.rounds.rules.changes import Act
from qa_app.rounds.rules.explaining import (
    RECORD,
    Choice,
    Explained,
    explain,
    given_by_hand,
    not_weighed,
    took_place,
)
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.requesting import takes_by_name

ASKED_FOR = "It was asked for by name, so there was no draw."
NOT_RECORDED = "No draw of this round is recorded here, so this page cannot say how it was chosen."


def why_this(allocation: Allocation, viewer: Viewer, taken: Exchange | None = None) -> Explained:
    """`taken` is whose place it took, as far as the viewer may see that."""
    chosen, auditor = how_chosen(allocation), allocation.auditor_name
    told = _told_of(chosen, auditor, taken) if chosen else ""
    drawn = allocation.drawn_record
    if drawn is None:
        by_name = takes_by_name(allocation.round.programme.plan)
        record = ASKED_FOR if by_name else NOT_RECORDED
        return Explained(record, told or not_weighed(allocation.weighed, auditor))
    explained = explain(
        drawn_on=long_date(drawn.draw.drawn_at.date()),
        outcome=drawn.outcome,
        position=position_of(drawn, viewer),
        pool=sum(counts_of(drawn.draw, viewer).values()),
        what="practitioner" if drawn.draw.is_of_practitioners else RECORD,
        weighed=weighed_for(allocation, drawn, viewer),
        auditor=auditor,
    )
    return Explained(explained.record, told or explained.auditor)


def _told_of(chosen: AllocationChange, auditor: str, taken: Exchange | None) -> str:
    choice = choice_of(chosen)
    if chosen.act is not Act.TOOK_PLACE:
        return given_by_hand(choice, auditor)
    of, why = "another record", ""
    if taken and taken.other:
        of, why = taken.other.called, taken.why
    first_due = long_date(chosen.due_before) if chosen.due_before else ""
    return took_place(Choice(choice.by, choice.on, why), auditor, of, first_due)


def choice_of(change: AllocationChange) -> Choice:
    asked_for = change.act is Act.ASKED_FOR
    return Choice(
        by=change.by_name,
        on=long_date(london_day(change.at)),
        why=change.why,
        before="" if asked_for else name_of(change.auditor_before),
        against=change.against,
        against_why=change.against_why,
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
