"""Ask whether it is safe to ask a family, and say so."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.audits.operations import hold_open
from qa_app.audits.rules import Part, Status
from qa_app.audits.rules.people import heard_in
from qa_app.foundation.clock import london_day, long_date
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Place
from qa_app.outbox.operations import queue
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State
from qa_app.trail.operations import record
from qa_app.voices.models.asking import SafetyCheck
from qa_app.voices.queries.asked_before import asked_in
from qa_app.voices.queries.asking import check_of, managers_of, who_knows
from qa_app.voices.rules.asking import (
    CAN_BE_CHANGED,
    HOLDS_FOR,
    TOO_LATE,
    Safety,
    holds,
    state_of_answer,
    why_not_say,
)
from qa_app.voices.rules.family_letters import ASKED, ASKED_SUBJECT, TAKEN_BACK, TAKEN_BACK_SUBJECT


def ask_whether_safe(audit: Audit, by: Viewer, at: datetime, address: str) -> SafetyCheck:
    """The practitioner of today is written to; without one, the managers of their team."""
    hold_open(audit, by)
    if not heard_in(audit.template):
        raise DomainError("No child or family is asked for this audit")
    check, today = check_of(audit), london_day(at)
    if check and check.answered_at is None:
        return check
    if check and holds(check.answered_on, today) and check.answered_on:
        raise DomainError(
            f"It was said on {long_date(check.answered_on)} whether it is safe, and that still holds"
        )
    knows = who_knows(audit, today)
    if check is None:
        check = SafetyCheck(council_id=audit.council_id, audit=audit)
        db.session.add(check)
    check.asked_at, check.asked_by_id = at, by.person_id
    check.asked_of_id = knows.id if knows else None
    check.answered_at = check.answered_by_id = None
    db.session.flush()
    for person in [knows] if knows else managers_of(audit, today):
        _write_to(person.email, person.public_id, check, by.name, address, at)
    record("family:safety-asked", by, check, at=at)
    return check


def _write_to(
    email: str, person: str, check: SafetyCheck, name: str, address: str, at: datetime
) -> None:
    council = db.session.get_one(Place, check.council_id)
    queue(
        to=email,
        subject=ASKED_SUBJECT,
        text=ASKED.format(
            name=name, address=f"{address}/voices/checks/{check.public_id}", council=council.name
        ),
        council_id=check.council_id,
        once=f"family:{check.public_id}:{at.isoformat()}:{person}",
        at=at,
    )


def answer_check(check: SafetyCheck, safety: Safety, seen: int, by: Viewer, at: datetime) -> None:
    """By whoever knows the family; said again where something has changed."""
    _hold(check, seen, at)
    audit = check.audit
    is_auditor = audit.allocation.auditor_id == by.person_id
    parts = heard_in(audit.template)
    if reasons := why_not_say(safety, parts, is_auditor=is_auditor):
        raise DomainError(*reasons)
    check.number, check.near, check.court = safety.number, safety.near, safety.court
    check.interpreter = safety.interpreter
    check.child_why_not = safety.why_not.get(Part.CHILD)
    check.family_why_not = safety.why_not.get(Part.FAMILY)
    check.language, check.for_the_caller = safety.language, safety.for_the_caller
    check.answered_at, check.answered_by_id, check.forgotten_at = at, by.person_id, None
    db.session.flush()
    record(
        "family:safety-said",
        by,
        check,
        at=at,
        may=[part.name for part in parts if part not in safety.why_not],
    )


def take_back(check: SafetyCheck, seen: int, by: Viewer, at: datetime, address: str) -> None:
    """From now on nobody may ask them, until somebody says anew that it is safe; the auditor is told."""
    _hold(check, seen, at)
    if check.answered_at is None:
        raise DomainError("Nobody has said whether it is safe, so there is nothing to take back")
    if check.audit.allocation.auditor_id == by.person_id:
        raise DomainError("Somebody else than the auditor says whether it is safe to ask")
    was = check.answered_at
    check.answered_at = check.answered_by_id = None
    check.number = check.near = check.court = check.interpreter = None
    check.child_why_not = check.family_why_not = None
    forget_for_the_caller(check, at)
    db.session.flush()
    record("family:safety-taken-back", by, check, at=at)
    auditor, council = check.audit.allocation.auditor, db.session.get_one(Place, check.council_id)
    page = f"{address}/audits/{check.audit.public_id}/child-and-family"
    queue(
        to=auditor.email,
        subject=TAKEN_BACK_SUBJECT,
        text=TAKEN_BACK.format(name=by.name, address=page, council=council.name),
        council_id=check.council_id,
        once=f"family:{check.public_id}:{was.isoformat()}:taken-back",
        at=at,
    )


def _hold(check: SafetyCheck, seen: int, at: datetime) -> None:
    """As it is now; nobody changes it once they have been asked or the audit is over."""
    db.session.refresh(check, ["version", "answered_at"], with_for_update=True)
    audit = check.audit
    db.session.refresh(audit, ["status"])
    db.session.refresh(audit.allocation, ["state", "auditor_id"])
    asked = asked_in([audit.id]).get(audit.id, set())
    parts = heard_in(audit.template)
    state = state_of_answer(check.answered_on, london_day(at), parts, asked, is_open=audit.is_open)
    if state not in CAN_BE_CHANGED:
        raise DomainError(TOO_LATE[state])
    if check.version != seen:
        raise DomainError(
            "Somebody else has said this while your page was open. Look at what it says now"
        )


def forget_for_the_caller(check: SafetyCheck | None, at: datetime) -> None:
    """What was needed to ask is kept no longer than that."""
    if check and (check.language or check.for_the_caller):
        check.language = check.for_the_caller = ""
        check.forgotten_at = at


def forget_what_is_over(council_id: int, at: datetime) -> int:
    """For a timer: of audits that are over and of what no longer holds; how many were forgotten."""
    over = or_(
        Audit.status != Status.DRAFT,
        Allocation.state == State.WITHDRAWN,
        SafetyCheck.answered_at < at - HOLDS_FOR - timedelta(days=1),
    )
    wanted = (
        select(SafetyCheck)
        .join(SafetyCheck.audit)
        .join(Audit.allocation)
        .where(
            SafetyCheck.council_id == council_id,
            or_(SafetyCheck.language != "", SafetyCheck.for_the_caller != ""),
            over,
        )
        .options(joinedload(SafetyCheck.audit))
    )
    found = list(db.session.scalars(wanted))
    for check in found:
        forget_for_the_caller(check, at)
    return len(found)
