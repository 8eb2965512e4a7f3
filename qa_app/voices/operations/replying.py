"""Answer an audit, dispute a fact in it, and answer that."""

from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.trail.operations import record
from qa_app.voices.models import Reflection, Reply
from qa_app.voices.operations.preparing import NOT_YOURS
from qa_app.voices.operations.releasing import hold
from qa_app.voices.operations.writing_to import write_to, write_to_practitioner
from qa_app.voices.queries.replies import corrected_at, count_waiting
from qa_app.voices.rules import Outcome, ReplyKind
from qa_app.voices.rules.letters import ANSWERED, REPLIED
from qa_app.voices.rules.replies import why_not_answer, why_not_reply

NOT_THE_AUDITOR = "Only the person who submitted an audit answers what is disputed in it"


def reply(
    reflection: Reflection, section: str, text: str, by: Viewer, at: datetime, *, address: str
) -> Reply:
    """Of a section it disputes a fact; of none it answers the whole audit."""
    if reflection.practitioner_id != by.person_id:
        raise DomainError(NOT_YOURS)
    hold(reflection)
    kind = ReplyKind.DISPUTE if section else ReplyKind.ANSWER
    may_read, waiting = reflection.standing.may_read_audit, count_waiting(reflection)
    if trouble := why_not_reply(kind, may_read=may_read, waiting=waiting):
        raise DomainError(trouble)
    said = Reply(
        council_id=reflection.council_id,
        reflection=reflection,
        kind=kind,
        section=section,
        text=text,
        said_at=at,
        said_by_id=by.person_id,
        answer="",
    )
    db.session.add(said)
    db.session.flush()
    happened = "reflection:fact-disputed" if section else "reflection:answered"
    record(happened, by, reflection, at=at, section=section)
    _tell_auditor(said, address, at)
    return said


def answer(
    said: Reply,
    audit: Audit,
    outcome: Outcome,
    text: str,
    by: Viewer,
    at: datetime,
    *,
    address: str,
) -> None:
    """The practitioner’s text stays as it is, and so does this."""
    if audit.allocation.auditor_id != by.person_id:
        raise DomainError(NOT_THE_AUDITOR)
    hold(said.reflection)
    db.session.refresh(said, ["answered_at", "version"])
    section = audit.template.section(said.section)
    trouble = why_not_answer(
        outcome,
        is_answered=not said.waits,
        said_at=said.said_at,
        corrected_at=corrected_at(audit, said.section),
        section=section.heading if section else "",
    )
    if trouble:
        raise DomainError(Reason(trouble, "outcome"))
    said.outcome, said.answer = outcome, text
    said.answered_at, said.answered_by_id = at, by.person_id
    db.session.flush()
    record("reflection:dispute-answered", by, said.reflection, at=at, outcome=outcome.name)
    once = f"answered:{said.public_id}"
    write_to_practitioner(ANSWERED, said.reflection, at, address=address, once=once)


def _tell_auditor(said: Reply, address: str, at: datetime) -> None:
    reflection = said.reflection
    if reflection.audit is None:
        return
    write_to(
        reflection.allocation.auditor_id,
        REPLIED,
        reflection,
        at,
        address=f"{address}/audits/{reflection.audit.public_id}",
        once=f"replied:{said.public_id}",
    )
