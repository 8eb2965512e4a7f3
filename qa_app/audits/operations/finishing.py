"""Hand an audit in, or withdraw it."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.actions import operations as actions
from qa_app.audits.models import Audit
from qa_app.audits.operations.choosing import choice_for
from qa_app.audits.operations.holding import hold, hold_open, refuse_unless_open
from qa_app.audits.operations.saving import destroy_notes
from qa_app.audits.queries import picture_of
from qa_app.audits.queries.beside import source_of
from qa_app.audits.rules import HANDED_IN, Safe, Status, why_not_withdraw
from qa_app.audits.rules.choosing import Choice
from qa_app.audits.rules.missing import missing_before_submitting
from qa_app.concerns.models import Concern
from qa_app.concerns.queries.concerns import is_raised_by, open_of_allocation
from qa_app.concerns.rules import About
from qa_app.foundation.errors import DomainError
from qa_app.rounds.operations import changes, mark_done
from qa_app.rounds.rules import State
from qa_app.rounds.rules.plans import SignsOff, signs_off
from qa_app.trail.operations import record

NOT_SURE = (
    "You said that you are not sure whether this child is safe enough. Raise a safety concern before you "
    "submit, or change what you said if you know better now"
)


def say_whether_safe(audit: Audit, safe: Safe, by: Viewer, at: datetime) -> None:
    """The answer on opening. It may change until the audit is handed in, where it is asked again."""
    hold_open(audit, by)
    if audit.safe_at_first is safe:
        return
    audit.safe_at_first = safe
    record("audit:safety-answered", by, audit, at=at)


def submit(audit: Audit, safe: Safe, by: Viewer, at: datetime, *, asked_for: bool = False) -> None:
    """Hand in a finished draft. Private notes beside it are destroyed.

    Its auditor may ask for a second opinion on it.
    """
    hold(audit)
    if audit.status in HANDED_IN:
        raise DomainError("This audit has been submitted already")
    refuse_unless_open(audit, by)
    picture = picture_of(audit)
    if missing := missing_before_submitting(picture):
        raise DomainError(*(one.words for one in missing))
    if not_received(audit, by):
        raise DomainError(
            "Somebody has to receive the safety concern before the audit is submitted"
        )
    asked = bool(audit.template.gate)
    is_doubted = asked and Safe.NO in (safe, audit.safe_at_first)
    if is_doubted and not is_raised_by(by.person_id, audit.allocation_id):
        raise DomainError(NOT_SURE)
    audit.safe_at_last = safe if asked else None
    choice = choice_for(audit, picture, by, asked_for)
    hand_in(audit, choice, by, at)
    record("audit:submitted", by, audit, at=at)


def not_received(audit: Audit, viewer: Viewer) -> list[Concern]:
    """Safety concerns that were raised while it was read, and that nobody has yet.

    One about a colleague is known here to whoever raised it alone: the next auditor may be that colleague.
    """
    return [
        one
        for one in open_of_allocation(audit.allocation_id)
        if one.received_at is None
        and (one.about is not About.COLLEAGUE or one.raised_by_id == viewer.person_id)
    ]


def hand_in(audit: Audit, choice: Choice, by: Viewer, at: datetime) -> None:
    mark_handed_in(audit, choice, by, at)
    destroy_notes(audit)
    actions.owe_for_child(source_of(audit), by, at)
    if audit.status is Status.AGREED:
        sign_off_if_at_once(audit, by, at)


def mark_handed_in(audit: Audit, choice: Choice, by: Viewer, at: datetime) -> None:
    """What nobody reads a second time is agreed by it."""
    audit.status = Status.SUBMITTED if choice.is_chosen else Status.AGREED
    audit.submitted_at, audit.read_by_id = at, by.person_id
    audit.agreed_at = None if choice.is_chosen else at
    audit.sealed = choice.is_blind and not audit.chosen
    audit.chosen = [one.name for one in choice.reasons]
    mark_done(audit.allocation, at)


def sign_off_if_at_once(audit: Audit, by: Viewer, at: datetime) -> None:
    """Where the programme wants nobody to look at it once it is agreed."""
    if signs_off(audit.plan) is SignsOff.AT_ONCE:
        sign_off(audit, by, at)


def sign_off(audit: Audit, by: Viewer, at: datetime) -> None:
    """Of an agreed audit that is locked: the actions that are not for the child open."""
    audit.status, audit.signed_off_at, audit.signed_off_by_id = Status.SIGNED_OFF, at, by.person_id
    actions.open_others(source_of(audit), by, at)
    record("audit:signed-off", by, audit, at=at)


def withdraw(audit: Audit, why: str, by: Viewer, at: datetime) -> None:
    """It should not have been made: no figure counts it. What was written is kept; private notes are not."""
    hold(audit)
    if trouble := why_not_withdraw(audit.status, signed_by_somebody=audit.signed_by_somebody):
        raise DomainError(trouble)
    if audit.allocation.state is not State.WITHDRAWN:
        changes.withdraw(audit.allocation, why, by, at)
    audit.status, audit.withdrawn_at, audit.sealed = Status.WITHDRAWN, at, False
    actions.withdraw_of(source_of(audit), why, by, at)
    destroy_notes(audit)
