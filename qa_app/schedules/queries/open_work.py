"""Schedules that somebody who leaves hands over."""

from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.organisation.queries import hand_over
from qa_app.schedules.models import Schedule


def count_of(viewer: Viewer, person_ids: Collection[int]) -> Mapping[int, int]:
    """How many of each of these people go on, or would if they had an owner."""
    counted = (
        select(Schedule.owner_id, func.count())
        .where(
            Schedule.council_id == viewer.council_id,
            Schedule.owner_id.in_(person_ids),
            Schedule.ended_at.is_(None),
        )
        .group_by(Schedule.owner_id)
    )
    return {person_id: number for person_id, number in db.session.execute(counted)}


hand_over.register(
    hand_over.OpenWork(
        "schedule of reports", "schedules of reports", count_of, "schedules.to_take_over"
    )
)
