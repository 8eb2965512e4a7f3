"""The quarterly review: list what is held, decide line by line, sign off the whole."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import AccessReview, AccessReviewLine, Appointment, Membership
from qa_app.organisation.operations.appointments import end_on
from qa_app.organisation.operations.membership import lock_council
from qa_app.organisation.queries.reviews import (
    count_lines,
    decisions_of,
    lines_by_person,
    lines_to_end,
    review_of_quarter,
    undecided,
)
from qa_app.organisation.queries.viewers import in_force
from qa_app.organisation.rules.reviews import (
    OWN_LINE,
    Decision,
    quarter_in_words,
    quarter_of,
    why_not_sign_off,
)
from qa_app.trail.operations import record


def open_review(by: Viewer, at: datetime) -> AccessReview:
    """Put every appointment in force today on a list, one review a quarter."""
    today = london_day(at)
    lock_council(by.council_id)
    if review_of_quarter(by.council_id, today):
        quarter = quarter_in_words(quarter_of(today))
        raise DomainError(f"The review of {quarter} has been started already")
    review = AccessReview(council_id=by.council_id, quarter=quarter_of(today), opened_at=at)
    held = select(Appointment).where(Appointment.council_id == by.council_id, in_force(today))
    review.lines = [
        AccessReviewLine(council_id=by.council_id, appointment=one)
        for one in db.session.scalars(held.order_by(Appointment.person_id, Appointment.id))
    ]
    db.session.add(review)
    db.session.flush()
    record("access-review:opened", by, review, at=at, lines=len(review.lines))
    return review


def decide(line: AccessReviewLine, decision: Decision, by: Viewer, at: datetime) -> None:
    """Keep or end one appointment; ending happens when the review is signed off."""
    check_open(line.review)
    if line.appointment.person_id == by.person_id:
        raise DomainError(OWN_LINE)
    mark([line], decision, by, at)


def keep_all(review: AccessReview, member: Membership, by: Viewer, at: datetime) -> int:
    """Keep all that one person holds and nobody has decided about; returns how many that were."""
    lines = lines_by_person(review, [member.person_id]).get(member.person_id, [])
    return keep_many(review, lines, by, at)


def keep_many(
    review: AccessReview, lines: Sequence[AccessReviewLine], by: Viewer, at: datetime
) -> int:
    """Keep those of several people that nobody has decided about; each is an act of its own."""
    check_open(review)
    if any(line.appointment.person_id == by.person_id for line in lines):
        raise DomainError(OWN_LINE)
    waiting = [line for line in lines if line.decision is None]
    mark(waiting, Decision.KEEP, by, at)
    return len(waiting)


def mark(lines: Iterable[AccessReviewLine], decision: Decision, by: Viewer, at: datetime) -> None:
    for line in lines:
        line.decision, line.decided_at, line.decided_by_id = decision, at, by.person_id
        record(
            "access-review:decided",
            by,
            line,
            at=at,
            decision=decision.name,
            person=line.appointment.person.public_id,
        )


def sign_off_review(review: AccessReview, by: Viewer, at: datetime) -> int:
    """End what is to end, from today, and close the list; returns how many appointments ended."""
    lock_council(review.council_id)
    db.session.refresh(review)
    check_open(review)
    today = london_day(at)
    waiting = count_lines(undecided(review, today))
    if reasons := why_not_sign_off(waiting, decisions_of(review), by.person_id):
        raise DomainError(*reasons)
    ended = 0
    for line in lines_to_end(review):
        if line.appointment.ends_on is None or line.appointment.ends_on >= today:
            end_on(line.appointment, today - timedelta(days=1), by, at)
            ended += 1
    review.signed_off_at, review.signed_off_by_id = at, by.person_id
    record("access-review:signed-off", by, review, at=at, quarter=review.quarter, ended=ended)
    return ended


def check_open(review: AccessReview) -> None:
    if review.signed_off_at:
        raise DomainError("This review has been signed off and stays as it is")
