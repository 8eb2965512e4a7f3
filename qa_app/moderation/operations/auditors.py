"""Note training and practice, sign an auditor off, and write to them."""

from datetime import date, datetime

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.moderation.models import BecomingAuditor, CoachingNote, PracticeAudit
from qa_app.moderation.rules.auditors import Practice, why_not_sign_off
from qa_app.organisation.models import Membership
from qa_app.trail.operations import record

OWN_NOTE = "A coaching note is for somebody else"
OWN_PROGRESS = "Somebody else notes your own training and practice"


def note_training(
    member: Membership, on: date, training: str, by: Viewer, at: datetime
) -> BecomingAuditor:
    refuse_own(member, by)
    refuse_days_to_come(on, at)
    found = begun(member)
    found.trained_on, found.training = on, training
    record("auditor:training-noted", by, member.person, at=at)
    return found


def note_practice(
    member: Membership,
    kind: Practice,
    on: date,
    with_whom: str,
    words: str,
    by: Viewer,
    at: datetime,
) -> BecomingAuditor:
    """It opens no audit, so that nothing of it can get into a figure."""
    refuse_own(member, by)
    refuse_days_to_come(on, at)
    found = begun(member)
    found.practised.append(
        PracticeAudit(
            council_id=member.council_id,
            kind=kind,
            done_on=on,
            with_whom=with_whom,
            words=words,
            noted_by_id=by.person_id,
        )
    )
    db.session.flush()
    record("auditor:practice-noted", by, member.person, at=at, kind=kind.name)
    return found


def sign_off_auditor(member: Membership, why: str, by: Viewer, at: datetime) -> BecomingAuditor:
    found = begun(member)
    is_own = member.person_id == by.person_id
    if trouble := why_not_sign_off(found.progress, why, is_own=is_own):
        raise DomainError(trouble)
    found.signed_off_at, found.signed_off_by_id, found.signed_off_why = at, by.person_id, why
    record("auditor:signed-off", by, member.person, at=at)
    return found


def coach(member: Membership, words: str, by: Viewer, at: datetime) -> CoachingNote:
    if member.person_id == by.person_id:
        raise DomainError(OWN_NOTE)
    note = CoachingNote(
        council_id=member.council_id,
        person_id=member.person_id,
        written_by_id=by.person_id,
        at=at,
        words=words,
    )
    db.session.add(note)
    record("auditor:coached", by, member.person, at=at)
    return note


def refuse_own(member: Membership, by: Viewer) -> None:
    if member.person_id == by.person_id:
        raise DomainError(OWN_PROGRESS)


def refuse_days_to_come(on: date, at: datetime) -> None:
    if on > london_day(at):
        raise DomainError("Enter a day that is not in the future")


def begun(member: Membership) -> BecomingAuditor:
    """What is noted of them, begun with the first note. Of two first notes the second goes on with it."""
    db.session.execute(select(Membership.id).where(Membership.id == member.id).with_for_update())
    wanted = select(BecomingAuditor).where(
        BecomingAuditor.council_id == member.council_id,
        BecomingAuditor.person_id == member.person_id,
    )
    if found := db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none():
        return found
    made = BecomingAuditor(
        council_id=member.council_id, person_id=member.person_id, training="", signed_off_why=""
    )
    db.session.add(made)
    db.session.flush()
    return made
