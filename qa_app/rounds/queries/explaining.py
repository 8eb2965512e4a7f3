"""Why this record, and why this auditor, in sentences."""

from sqlalchemy import func, select

from qa_app.foundation.clock import long_date
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, DrawnRecord
from qa_app.rounds.rules.explaining import RECORD, Explained, chosen_by_somebody, explain
from qa_app.rounds.rules.requesting import takes_by_name

ASKED_FOR = "It was asked for by name, so there was no draw."
NOT_RECORDED = "No draw of this round is recorded here, so this page cannot say how it was chosen."


def why_this(allocation: Allocation) -> Explained:
    drawn = allocation.drawn_record
    if drawn is None:
        chosen = chosen_by_somebody(allocation.weighed)
        by_name = takes_by_name(allocation.round.programme.plan)
        return Explained(ASKED_FOR if by_name else NOT_RECORDED, chosen)
    pool = db.session.scalar(select(func.count()).where(DrawnRecord.draw_id == drawn.draw_id))
    return explain(
        drawn_on=long_date(drawn.draw.drawn_at.date()),
        outcome=drawn.outcome,
        position=drawn.position or 0,
        pool=pool or 0,
        what="practitioner" if drawn.draw.is_of_practitioners else RECORD,
        weighed=allocation.weighed,
        auditor=allocation.auditor_name,
    )
