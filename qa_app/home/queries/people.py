"""Accounts, reviews of access, and the work of people who leave."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from qa_app.access.rules import Permission, Viewer, may, may_at
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment
from qa_app.organisation.queries.hand_over import list_hand_overs
from qa_app.organisation.queries.people import members_visible_to
from qa_app.organisation.queries.people_lists import (
    Sought,
    count_members,
    list_waiting_for_invitation,
    sought,
)
from qa_app.organisation.queries.reviews import count_lines, review_of_quarter, undecided
from qa_app.organisation.queries.viewers import in_force
from qa_app.organisation.rules.people import UNUSED_DAYS
from qa_app.organisation.rules.reviews import quarter_in_words, quarter_of
from qa_app.sign_in.queries.providers import list_to_approve


def hand_over(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    leaving = list_hand_overs(viewer, london_day(at))
    return {"leaving": leaving} if leaving else None


def access_review(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """Nothing once the quarter's review is signed off."""
    today = london_day(at)
    review = review_of_quarter(viewer.council_id, today)
    if review and review.signed_off_at:
        return None
    return {
        "review": review,
        "quarter": quarter_in_words(quarter_of(today)),
        "undecided": count_lines(undecided(review, today)) if review else 0,
        "may_start": may(viewer, Permission.ACCESS_REVIEW),
    }


def single_sign_on(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """What waits for a second person; also when nothing does, to those who have no other way there."""
    waiting = list_to_approve(viewer)
    may_set_up = may_at(viewer, Permission.SETTINGS_WRITE, viewer.council_path)
    return None if may_set_up and not waiting else {"waiting": waiting}


def accounts(viewer: Viewer, at: datetime) -> dict[str, Any]:
    today = london_day(at)
    seen = members_visible_to(viewer, Permission.PERSON_WRITE)
    unused = [
        (days, count_members(sought(seen, Sought(unused_days=days), today, at)))
        for days in UNUSED_DAYS
    ]
    return {
        "unused": [(days, number) for days, number in unused if number],
        "waiting": len(list_waiting_for_invitation(viewer, today)),
    }


def access_ends(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """The day after which nothing opens to them; nothing to say to people who stay."""
    today = london_day(at)
    held = select(func.max(Appointment.ends_on), func.count() - func.count(Appointment.ends_on))
    last_day, without_end = db.session.execute(
        held.where(
            Appointment.person_id == viewer.person_id,
            Appointment.council_id == viewer.council_id,
            in_force(today),
        )
    ).one()
    return (
        None
        if without_end or last_day is None
        else {
            "last_day": last_day,
            "may_audit": may(viewer, Permission.AUDIT_WRITE),
        }
    )
