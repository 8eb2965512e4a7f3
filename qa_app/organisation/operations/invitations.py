"""Invite people. How an invitation travels is told by the capability that signs people in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from qa_app.access.rules import Duty, Role, Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Membership, Place
from qa_app.organisation.operations.appointments import appoint, why_not_appoint
from qa_app.organisation.operations.membership import join_council
from qa_app.organisation.operations.people import (
    ALREADY_LISTED,
    add_person,
    check_line_manager,
)
from qa_app.organisation.queries.people import member_with_email
from qa_app.organisation.queries.settings import setting
from qa_app.organisation.rules.people import Details, why_not_these_details
from qa_app.trail.operations import record

Sender = Callable[[Membership, Viewer | None, datetime], None]

_senders: list[Sender] = []


@dataclass(frozen=True)
class Wanted:
    """The appointment that somebody is invited to."""

    holds: Role | Duty
    place: Place
    starts_on: date
    ends_on: date | None = None


def send_invitations_by(sender: Sender) -> None:
    """Told once, where the service is put together."""
    _senders[:] = [sender]


def invite_person(details: Details, wanted: Wanted, by: Viewer, at: datetime) -> Membership:
    """Put somebody on the list, appoint them and invite them.

    Another council may know the address. Nothing of that shows: the person is the same, the list is ours.
    """
    member = add_member(details, wanted, by, at)
    invite(member, by, at)
    return member


def add_member(details: Details, wanted: Wanted, by: Viewer | None, at: datetime) -> Membership:
    council_id = wanted.place.council_id
    assert council_id is not None  # noqa: S101 – a council's own row points at itself
    reasons = why_not_these_details(details, setting(council_id, "email_domains"))
    if member_with_email(details.email, council_id):
        reasons.append(ALREADY_LISTED)
    if reasons:
        raise DomainError(*reasons)
    person = add_person(details.name, details.email, by, at)
    term = (wanted.starts_on, wanted.ends_on)
    if reasons := why_not_appoint(person, wanted.holds, wanted.place, term):
        raise DomainError(*reasons)
    member = join_council(person, wanted.place, at, name=details.name)
    check_line_manager(member, details.line_manager_id)
    member.job_title, member.hours = details.job_title, details.hours
    member.line_manager_id, member.staff_number = details.line_manager_id, details.staff_number
    record("person:added", by, person, council_id=council_id, at=at)
    appoint(person, wanted.holds, wanted.place, wanted.starts_on, by, at, ends_on=wanted.ends_on)
    db.session.flush()
    return member


def invite(member: Membership, by: Viewer | None, at: datetime) -> None:
    """Send the first invitation, or another when it was lost."""
    if member.disabled_at:
        raise DomainError(f"{member.name} is disabled. Enable the account first.")
    if member.last_seen_at:
        raise DomainError(f"{member.name} has signed in already")
    member.invited_at = at
    for send in _senders:
        send(member, by, at)
    record("person:invited", by, member.person, council_id=member.council_id, at=at)


def invite_all(members: Iterable[Membership], by: Viewer, at: datetime) -> int:
    """Invite each who has not been invited; returns how many that were."""
    waiting = [
        one for one in members if not (one.invited_at or one.last_seen_at or one.disabled_at)
    ]
    for member in waiting:
        invite(member, by, at)
    return len(waiting)
