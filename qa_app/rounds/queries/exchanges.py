"""Which audit took the place of which, as far as the viewer may see both."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.rounds.models import Allocation, AllocationChange
from qa_app.rounds.queries.allocations import find_given
from qa_app.rounds.rules.changes import Act


@dataclass(frozen=True)
class Exchange:
    """`other` is None where the viewer may not see it: then its reason is not theirs to read either."""

    change: AllocationChange
    other: Allocation | None

    @property
    def why(self) -> str:
        return self.change.why if self.other else ""


def exchange_of(allocation: Allocation, act: Act, viewer: Viewer) -> Exchange | None:
    """How it was replaced, or how it took a place."""
    wanted = (
        select(AllocationChange)
        .where(
            AllocationChange.allocation_id == allocation.id,
            AllocationChange.act == act,
            AllocationChange.other_id.is_not(None),
        )
        .options(joinedload(AllocationChange.by_here))
    )
    change = db.session.scalars(wanted).one_or_none()
    if change is None:
        return None
    other = db.session.get_one(Allocation, change.other_id)
    try:
        return Exchange(change, find_given(other.public_id, viewer))
    except NoResultFound:
        return Exchange(change, None)
