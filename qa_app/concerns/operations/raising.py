"""Raise a concern: kept at once, and told to whoever must know."""

from dataclasses import dataclass
from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.children.models import Child
from qa_app.concerns.models import Concern
from qa_app.concerns.operations.following import note_told
from qa_app.concerns.operations.telling import tell_first
from qa_app.concerns.rules import About, Reached
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.trail.operations import record as record_event


@dataclass(frozen=True)
class Record:
    """What was read: a child's record, or a reference that is of no child on a list."""

    place: Place
    reference: str
    child: Child | None = None
    allocation_id: int | None = None


def raise_concern(
    record: Record,
    about: About,
    seen: str,
    by: Viewer,
    at: datetime,
    *,
    address: str,
    reached: Reached | None = None,
) -> Concern:
    """`address` is that of the service, for the emails; `reached` is whom somebody told by telephone already."""
    concern = Concern(
        council_id=by.council_id,
        about=about,
        child=record.child,
        allocation_id=record.allocation_id,
        reference=record.reference,
        place=record.place,
        place_then=record.place.path,
        seen=seen,
        raised_at=at,
        raised_by_id=by.person_id,
    )
    db.session.add(concern)
    db.session.flush()
    record_event("concern:raised", by, concern, at=at, whose=about.name)
    if reached:
        note_told(concern, reached, by, at)
    tell_first(concern, by.name, address, at)
    return concern
