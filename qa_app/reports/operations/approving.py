"""Approve what somebody else wrote, or say why not."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audits.rules.personal_details import staff_names
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.queries.people import names_in
from qa_app.reports.models import Approvable
from qa_app.reports.queries.quotes import names_of_places
from qa_app.reports.rules.approving import TextState, why_not_approve, why_not_decline
from qa_app.reports.rules.quotes import Mark, marks_in


def refuse(why: tuple[str, str] | None) -> None:
    """Where there is something: a sentence, and the question that it is about."""
    if why:
        raise DomainError(Reason(*why))


def approve(one: Approvable, by: Viewer, at: datetime, *, looked: bool, seen: str) -> None:
    """By somebody who wrote none of it, has read these very words, and has looked at what is marked in them."""
    refuse(
        why_not_approve(
            one.state,
            is_as_read=seen == str(one.version),
            wrote_it=by.person_id in one.writers,
            has_marks=any(marks_of(one, text, at) for text in one.texts),
            looked=looked,
        )
    )
    decide(one, TextState.APPROVED, by, at)


def decline(one: Approvable, why: str, by: Viewer, at: datetime) -> None:
    refuse(why_not_decline(one.state, why))
    one.why = why.strip()
    decide(one, TextState.DECLINED, by, at)


def decide(one: Approvable, state: TextState, by: Viewer, at: datetime) -> None:
    one.state, one.decided_by_id, one.decided_at = state, by.person_id, at
    db.session.flush()


def marks_of(one: Approvable, text: str, at: datetime) -> list[Mark]:
    staff = staff_names(names_in(one.council_id))
    return marks_in(text, staff, names_of_places(one.council_id), on=london_day(at))
