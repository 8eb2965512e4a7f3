"""Decide what is challenged and what its auditor does not agree to."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.audits.operations import hold
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.moderation.operations.agreeing import keep_agreed
from qa_app.moderation.operations.telling import send
from qa_app.moderation.queries import of_audit
from qa_app.moderation.queries.challenges import waits, why_not_decide
from qa_app.moderation.rules.letters import DECIDED
from qa_app.organisation.queries.people import member_of
from qa_app.organisation.queries.settings import days_off
from qa_app.trail.operations import record
from qa_app.voices.models import Reply
from qa_app.voices.queries.conversations import conversation_of
from qa_app.voices.queries.releases import first_moment_for
from qa_app.voices.rules import Decision, ReplyKind
from qa_app.voices.rules.releases import is_below_good, is_shut

NOT_WAITING = "This has been decided, or its auditor has still time to answer"
WHICH_GRADE = "Select which grade counts"
NOT_GRADED = "This section has no grade, so none can be changed. Decide that it stands"
NOT_NOW = (
    "The practitioner reads at once what you decide, and nobody is left alone with that over days off. Decide it "
    "from 9am on the next working day"
)
TALK_FIRST = (
    "A grade below good counts only once the conversation with the practitioner is noted. Ask the auditor to "
    "have it and to note it first"
)


def decide(
    reply: Reply,
    audit: Audit,
    decision: Decision,
    grade: str,
    words: str,
    by: Viewer,
    at: datetime,
    *,
    address: str,
) -> None:
    """All texts stay. A grade that is changed counts from now on; the auditor’s own stays beside it."""
    hold(audit)
    db.session.refresh(reply)
    if not waits(reply, london_day(at)):
        raise DomainError(NOT_WAITING)
    if trouble := why_not_decide(audit, by) or why_not_today(audit, at):
        raise DomainError(trouble)
    changes = reply.kind is ReplyKind.GRADE and decision is Decision.UPHELD
    if changes and (trouble := why_not_grade(audit, reply.section, grade)):
        raise DomainError(trouble)
    reply.decision, reply.decided_words = decision, words
    reply.decided_at, reply.decided_by_id = at, by.person_id
    if changes:
        reply.decided_grade = grade
        keep_agreed(audit, reply.section, grade)
        keep_beside(audit, reply.section, grade)
    db.session.flush()
    record("moderation:challenge-decided", by, audit, at=at, decision=decision.name)
    pages = {
        audit.allocation.auditor_id: f"{address}/audits/{audit.public_id}",
        reply.said_by_id: f"{address}/reflections/{reply.reflection.public_id}/audit",
    }
    for person, page in pages.items():
        member = member_of(person, audit.council_id)
        if member and not member.disabled_at:
            own = person == reply.reflection.practitioner_id
            when = first_moment_for(reply.reflection, at) if own else at
            send(DECIDED, member, page, f"challenge:{reply.public_id}:{person}", when)


def why_not_today(audit: Audit, at: datetime) -> str:
    """The practitioner reads what is decided at once, so it keeps to the hours in which audits are released."""
    return NOT_NOW if is_shut(at, days_off(audit.council_id)) else ""


def why_not_grade(audit: Audit, section: str, grade: str) -> str:
    """Why this grade cannot count there; nothing when it can."""
    if not audit.template.grade(grade):
        return WHICH_GRADE
    if not audit.grades_that_count.get(section):
        return NOT_GRADED
    talk = conversation_of(audit)
    is_noted = talk is not None and talk.is_noted
    return TALK_FIRST if is_below_good(audit.template, [grade]) and not is_noted else ""


def keep_beside(audit: Audit, section: str, grade: str) -> None:
    """Where there was a second opinion it says the same as the audit."""
    found = of_audit(audit)
    if found and (there := found.grade(section)):
        there.agreed_grade = grade
