"""The quarterly reviews of a council."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import (
    AccessReview,
    AccessReviewLine,
    Appointment,
    Membership,
)
from qa_app.organisation.queries.viewers import in_force
from qa_app.organisation.rules.people import UNUSED_DAYS
from qa_app.organisation.rules.reviews import Decision, quarter_of


def list_reviews(viewer: Viewer) -> list[AccessReview]:
    """The latest first."""
    return list(
        db.session.scalars(
            select(AccessReview)
            .where(AccessReview.council_id == viewer.council_id)
            .order_by(AccessReview.quarter.desc())
        )
    )


def find_review(public_id: str, viewer: Viewer) -> AccessReview:
    return db.session.scalars(
        select(AccessReview).where(
            AccessReview.council_id == viewer.council_id, AccessReview.public_id == public_id
        )
    ).one()


def review_of_quarter(council_id: int, on: date) -> AccessReview | None:
    return db.session.scalars(
        select(AccessReview).where(
            AccessReview.council_id == council_id, AccessReview.quarter == quarter_of(on)
        )
    ).one_or_none()


def lines_of(review: AccessReview) -> Select[AccessReviewLine]:
    return (
        select(AccessReviewLine)
        .join(AccessReviewLine.appointment)
        .join(Appointment.person)
        .options(
            contains_eager(AccessReviewLine.appointment).contains_eager(Appointment.person),
            contains_eager(AccessReviewLine.appointment).joinedload(Appointment.place),
        )
        .where(AccessReviewLine.review_id == review.id)
    )


def undecided(review: AccessReview, on: date) -> Select[AccessReviewLine]:
    """What is still held and nobody has decided about; what ended meanwhile needs no decision."""
    return lines_of(review).where(AccessReviewLine.decision.is_(None), in_force(on))


def count_lines(wanted: Select[AccessReviewLine]) -> int:
    ids = wanted.with_only_columns(AccessReviewLine.id).order_by(None)
    return db.session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def people_under(review: AccessReview, at: datetime) -> Select[Membership]:
    """The people with a line: those whose accounts are unused first, then by name."""
    lines = (
        select(AccessReviewLine.id)
        .join(AccessReviewLine.appointment)
        .where(
            AccessReviewLine.review_id == review.id,
            Appointment.person_id == Membership.person_id,
        )
        .correlate(Membership)
        .exists()
    )
    return (
        select(Membership)
        .options(joinedload(Membership.person))
        .where(Membership.council_id == review.council_id, lines)
        .order_by(unused_first(at), func.lower(Membership.name), Membership.id)
    )


def unused_first(at: datetime) -> ColumnElement[int]:
    last_used = func.coalesce(Membership.last_seen_at, Membership.added_at)
    fewer, more = (at - timedelta(days=days) for days in UNUSED_DAYS)
    return case((last_used < more, 0), (last_used < fewer, 1), else_=2)


def lines_by_person(
    review: AccessReview, person_ids: Collection[int] | None = None
) -> dict[int, list[AccessReviewLine]]:
    wanted = lines_of(review).order_by(AccessReviewLine.id)
    if person_ids is not None:
        wanted = wanted.where(Appointment.person_id.in_(person_ids))
    found: dict[int, list[AccessReviewLine]] = {}
    for line in db.session.scalars(wanted):
        found.setdefault(line.appointment.person_id, []).append(line)
    return found


def find_line(public_id: str, review: AccessReview) -> AccessReviewLine:
    return db.session.scalars(lines_of(review).where(AccessReviewLine.public_id == public_id)).one()


def list_lines(public_ids: Collection[str], review: AccessReview) -> list[AccessReviewLine]:
    wanted = lines_of(review).where(AccessReviewLine.public_id.in_(public_ids))
    return list(db.session.scalars(wanted.order_by(AccessReviewLine.id)))


def lines_to_end(review: AccessReview) -> list[AccessReviewLine]:
    wanted = lines_of(review).where(AccessReviewLine.decision == Decision.END)
    return list(db.session.scalars(wanted.order_by(AccessReviewLine.id)))


def decisions_of(review: AccessReview) -> set[tuple[int, int]]:
    """Who decided, about whom."""
    wanted = (
        select(AccessReviewLine.decided_by_id, Appointment.person_id)
        .join(AccessReviewLine.appointment)
        .where(AccessReviewLine.review_id == review.id, AccessReviewLine.decided_by_id.is_not(None))
    )
    return {(by_id or 0, about_id) for by_id, about_id in db.session.execute(wanted)}
