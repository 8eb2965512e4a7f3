"""The auditor answers; somebody settles it; or the audit goes back for more."""

from collections.abc import Mapping
from datetime import datetime

from qa_app.access.rules import Permission, Role, Viewer, may_at
from qa_app.audits.models import Audit
from qa_app.audits.operations import hold
from qa_app.audits.rules import Status
from qa_app.audits.rules.choosing import Chosen, may_be_moderated
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.moderation.models import Moderation, SentBack
from qa_app.moderation.operations.agreeing import agree_on
from qa_app.moderation.operations.moderating import NOT_NOW, hold_mine, hold_moderation
from qa_app.moderation.operations.telling import tell_auditor, tell_who_settles
from qa_app.moderation.queries import of_audit
from qa_app.moderation.queries.independence import moderator_of, subject_of
from qa_app.moderation.queries.moderations import is_overdue
from qa_app.moderation.rules import Settled, State
from qa_app.moderation.rules.independence import why_not_settle
from qa_app.moderation.rules.letters import SENT_BACK, SETTLED
from qa_app.rounds.operations.progress import mark_back
from qa_app.rounds.queries.auditors import managers_of
from qa_app.trail.operations import record
from qa_app.voices.queries.releases import is_released

NOT_THE_AUDITOR = "Only the person who submitted the audit answers the second opinion on it"
REPLIED = "You have answered this already"
STILL_WAITS = "The auditor has five working days to answer first"
ONCE = "Somebody has given a second opinion on this audit already"
RELEASED = (
    "The practitioner can read this audit already, so it is not opened again. A grade that is wrong can be "
    "challenged in the five working days after the release"
)
NOT_AGREED = "A second opinion can be asked for until an audit is signed off"


def reply(
    moderation: Moderation,
    agrees: bool | None,
    text: str,
    by: Viewer,
    at: datetime,
    *,
    address: str,
) -> None:
    """Whoever agrees settles it. Once it is settled there is only the feedback left to answer."""
    hold_moderation(moderation)
    if moderation.audit.allocation.auditor_id != by.person_id:
        raise DomainError(NOT_THE_AUDITOR)
    if moderation.compared_at is None:
        raise DomainError(NOT_NOW)
    if moderation.replied_at:
        raise DomainError(REPLIED)
    is_open = moderation.state is State.WITH_AUDITOR
    if is_open and agrees is None:
        raise DomainError("Select whether you agree with the grades")
    if is_open and not agrees and not text.strip():
        raise DomainError("Enter what on the record speaks for your grades")
    moderation.reply, moderation.replied_at = text, at
    if is_open:
        moderation.agrees = agrees
    record("moderation:replied", by, moderation, at=at)
    if is_open and agrees:
        agree_on(moderation, Settled.BOTH_AGREE, "", by, at)
    db.session.flush()
    if is_open and not agrees:
        tell_who_settles(moderation, at, address=address)


def settle(
    moderation: Moderation,
    agreed: Mapping[str, str],
    why: str,
    by: Viewer,
    at: datetime,
    *,
    address: str,
) -> None:
    """By somebody who gave neither opinion."""
    hold_moderation(moderation)
    if trouble := why_not_settle_it(moderation, by, at):
        raise DomainError(trouble)
    how = Settled.QA_LEAD if Role.QA_LEAD in by.roles else Settled.SENIOR
    agree_on(moderation, how, why, by, at, agreed)
    tell_auditor(moderation, SETTLED, at, address=address)


def why_not_settle_it(moderation: Moderation, by: Viewer, at: datetime) -> str:
    if moderation.state is State.WITH_AUDITOR and not is_overdue(moderation, london_day(at)):
        return STILL_WAITS
    if moderation.state not in (State.TO_SETTLE, State.WITH_AUDITOR):
        return NOT_NOW
    who, managers = moderator_of(by), managers_of(by.council_id)
    what = subject_of(moderation.audit, managers)
    is_lead = Role.QA_LEAD in by.roles
    return why_not_settle(who, what, moderation.moderator_id, is_qa_lead=is_lead)


def send_back(moderation: Moderation, why: str, by: Viewer, at: datetime, *, address: str) -> None:
    """The audit is its auditor’s draft again. What was graded a second time stays as it was graded."""
    hold_mine(moderation, by)
    if moderation.state not in (State.COMPARING, State.WITH_AUDITOR, State.TO_SETTLE):
        raise DomainError(NOT_NOW)
    audit = moderation.audit
    if is_released(audit):
        raise DomainError(RELEASED)
    mark_back(audit.allocation)
    audit.status = Status.DRAFT
    moderation.sendings_back.append(
        SentBack(council_id=moderation.council_id, why=why, at=at, by_id=by.person_id)
    )
    moderation.compared_at = moderation.replied_at = moderation.agrees = None
    db.session.flush()
    record("audit:sent-back", by, audit, at=at)
    tell_auditor(moderation, SENT_BACK, at, address=address)


def ask_for_another(audit: Audit, by: Viewer, at: datetime) -> None:
    """Of an audit that is agreed and not signed off: by its auditor, or by a manager where it is."""
    hold(audit)
    if trouble := why_not_ask(audit, by):
        raise DomainError(trouble)
    own = audit.allocation.auditor_id == by.person_id
    asked = Chosen.ASKED_BY_AUDITOR if own else Chosen.ASKED_BY_MANAGER
    audit.chosen = [*audit.chosen, asked.name]
    audit.status, audit.agreed_at = Status.SUBMITTED, None
    db.session.flush()
    record("audit:second-opinion-asked", by, audit, at=at)


def why_not_ask(audit: Audit, by: Viewer) -> str:
    own = audit.allocation.auditor_id == by.person_id
    manages = may_at(by, Permission.ACTION_WRITE, audit.allocation.place.path)
    if not own and not manages:
        return "Only its auditor and those who manage the team can ask for a second opinion"
    if audit.is_withdrawn or audit.status is not Status.AGREED:
        return NOT_AGREED
    if not may_be_moderated(audit.template, is_of_own_work=audit.is_of_own_work):
        return "Nothing in it is graded, so there is nothing to agree on"
    if is_released(audit):
        return RELEASED
    return ONCE if of_audit(audit) else ""
