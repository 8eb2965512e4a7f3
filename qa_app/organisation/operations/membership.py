"""Put a person on a council's list, and lock a council while its accounts change."""

from datetime import datetime

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person, Place
from qa_app.organisation.queries.people import member_of


def join_council(
    person: Person, place: Place, at: datetime, *, name: str | None = None
) -> Membership:
    """What the council holds about the person; made when it holds nothing yet."""
    assert place.council_id is not None  # noqa: S101 – a council's own row points at itself
    if there := member_of(person.id, place.council_id):
        return there
    member = Membership(
        council_id=place.council_id, person=person, name=name or person.name, added_at=at
    )
    db.session.add(member)
    db.session.flush()
    return member


def lock_council(council_id: int) -> Place:
    """Two administrators ending each other's appointment must not both find the other still there."""
    wanted = select(Place).where(Place.id == council_id).with_for_update()
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()
