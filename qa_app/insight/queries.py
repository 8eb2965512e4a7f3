"""Counts over the rows that the viewer may open."""

from datetime import date

from sqlalchemy import case, func, select

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.insight.rules import Completion
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries import not_hidden_from
from qa_app.rounds.rules import State


def completion_in(month: date, viewer: Viewer) -> Completion:
    done = func.sum(case((Allocation.done_at.is_not(None), 1), else_=0))
    counted = (
        select(func.coalesce(done, 0), func.count())
        .select_from(Allocation)
        .join(Allocation.place)
        .join(Allocation.round)
        .where(
            Allocation.council_id == viewer.council_id,
            Allocation.state != State.WITHDRAWN,
            Round.month == month,
            where_permitted(Place.path, viewer, Permission.COMPLETION_READ),
            not_hidden_from(viewer),
        )
    )
    finished, due = db.session.execute(counted).one()
    return Completion(int(finished), due)
