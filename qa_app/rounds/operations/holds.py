"""Take a child’s record out of draws, and put it back."""

from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.children.models import Child
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.operations.membership import lock_council
from qa_app.rounds.models import DrawHold
from qa_app.rounds.queries.holds import hold_of
from qa_app.rounds.rules.holds import Hold, why_not_note, why_not_until
from qa_app.trail.operations import record


def hold(
    child: Child, why: Hold, note: str, until: date | None, by: Viewer, at: datetime
) -> DrawHold:
    """Until that day, or until somebody puts it back. The event does not say why: that is sensitive."""
    lock_council(child.council_id)
    if hold_of(child.id, london_day(at)):
        raise DomainError("This record is out of draws already. Put it back first to change why")
    if trouble := why_not_until(until, london_day(at)):
        raise DomainError(Reason(trouble, "until"))
    if trouble := why_not_note(why, note):
        raise DomainError(Reason(trouble, "note"))
    held = DrawHold(
        council_id=child.council_id,
        child=child,
        why=why,
        note=note,
        until=until,
        held_at=at,
        held_by_id=by.person_id,
    )
    db.session.add(held)
    db.session.flush()
    record("child:held", by, held, council_id=child.council_id, child=child.public_id, at=at)
    return held


def lift(held: DrawHold, by: Viewer, at: datetime) -> None:
    """It may be drawn again from now on; that it was out, and why, is kept."""
    lock_council(held.council_id)
    db.session.refresh(held)
    if held.lifted_at is not None:
        raise DomainError("This record is back in draws already")
    held.lifted_at, held.lifted_by_id = at, by.person_id
    db.session.flush()
    record(
        "child:hold-lifted",
        by,
        held,
        council_id=held.council_id,
        child=held.child.public_id,
        at=at,
    )
