"""Restrict a record to those who are cleared, and lift it again."""

from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.children.models import Child
from qa_app.foundation.clock import london_day
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import record


def restrict(child: Child, reason: str, review_on: date, by: Viewer, at: datetime) -> None:
    """Also for a record that is restricted already, to change its reason or its review."""
    if review_on <= london_day(at):
        raise DomainError("The day of the review must be in the future")
    child.restricted, child.restricted_by_list_id = True, None
    child.restricted_reason, child.restricted_review_on = reason, review_on
    child.restricted_by_id = by.person_id
    record(
        "child:restricted",
        by,
        child,
        at=at,
        child=child.public_id,
        review_on=review_on.isoformat(),
    )


def lift(child: Child, by: Viewer, at: datetime) -> None:
    if not child.restricted:
        raise DomainError("This record is not restricted")
    child.restricted, child.restricted_by_list_id = False, None
    child.restricted_reason, child.restricted_review_on = "", None
    child.restricted_by_id = None
    record("child:restriction-lifted", by, child, at=at, child=child.public_id)
