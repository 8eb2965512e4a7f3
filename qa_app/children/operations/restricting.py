"""Restrict a record to those who are cleared, and lift it again."""

from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.children.models import Child, ChildRestriction
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.trail.operations import record


def restrict(child: Child, reason: str, review_on: date, by: Viewer, at: datetime) -> None:
    """Also for a record that is restricted already, to change its reason or its review."""
    if review_on <= london_day(at):
        raise DomainError(Reason("The day of the review must be in the future", "review_on"))
    child.restricted, child.restricted_by_list_id = True, None
    child.restricted_reason, child.restricted_review_on = reason, review_on
    child.restricted_by_id = by.person_id
    _keep(child, by, at, lifted=False, reason=reason, review_on=review_on)
    record(
        "child:restricted",
        by,
        child,
        at=at,
        child=child.public_id,
        review_on=review_on.isoformat(),
    )


def lift(child: Child, reason: str, by: Viewer, at: datetime) -> None:
    """The reason stays with the history of the record, for those who may restrict it."""
    if not child.restricted:
        raise DomainError("This record is not restricted")
    child.restricted, child.restricted_by_list_id = False, None
    child.restricted_reason, child.restricted_review_on = "", None
    child.restricted_by_id = None
    _keep(child, by, at, lifted=True, reason=reason)
    record("child:restriction-lifted", by, child, at=at, child=child.public_id)


def _keep(
    child: Child,
    by: Viewer,
    at: datetime,
    *,
    lifted: bool,
    reason: str,
    review_on: date | None = None,
) -> None:
    db.session.add(
        ChildRestriction(
            council_id=child.council_id,
            child_id=child.id,
            at=at,
            by_id=by.person_id,
            lifted=lifted,
            reason=reason,
            review_on=review_on,
        )
    )
