"""Answer an audit, challenge a fact or a grade in it, and answer that."""

from datetime import date, datetime

from qa_app.access.rules import Permission, Viewer, may_at
from qa_app.audits.models import Audit
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.queries.settings import days_off
from qa_app.trail.operations import record
from qa_app.voices.models import Reflection, Reply
from qa_app.voices.operations.preparing import NOT_YOURS
from qa_app.voices.operations.releasing import hold
from qa_app.voices.operations.writing_to import write_to, write_to_practitioner
from qa_app.voices.queries.replies import corrected_at, count_waiting
from qa_app.voices.rules import Outcome, ReplyKind
from qa_app.voices.rules.letters import ANSWERED, REPLIED
from qa_app.voices.rules.replies import OUTCOMES, last_day, why_not_answer, why_not_reply

HAPPENED = {
    ReplyKind.ANSWER: "reflection:answered",
    ReplyKind.DISPUTE: "reflection:fact-disputed",
    ReplyKind.GRADE: "reflection:grade-disputed",
}
NOT_GRADED = "This section has no grade. Challenge a fact in it instead"
NOT_THE_AUDITOR = "Only the person who submitted an audit answers what is disputed in it"


def reply(
    reflection: Reflection,
    section: str,
    text: str,
    by: Viewer,
    at: datetime,
    *,
    address: str,
    of_grade: bool = False,
) -> Reply:
    """Of a section it disputes a fact or the grade; of none it answers the whole audit.

    Whoever manages the practitioner may dispute as well.
    """
    is_own = reflection.practitioner_id == by.person_id
    if not is_own and not (section and manages(reflection, by)):
        raise DomainError(NOT_YOURS)
    hold(reflection)
    kind = kind_of(section, of_grade)
    if kind is ReplyKind.GRADE and not is_graded(reflection, section):
        raise DomainError(Reason(NOT_GRADED, "what"))
    is_released = reflection.released_at is not None
    trouble = why_not_reply(
        kind,
        may_read=reflection.standing.may_read_audit if is_own else is_released,
        waiting=count_waiting(reflection),
        until=challenged_until(reflection),
        today=london_day(at),
    )
    if trouble:
        raise DomainError(trouble)
    said = Reply(
        council_id=reflection.council_id,
        reflection=reflection,
        kind=kind,
        section=section,
        text=text,
        said_at=at,
        said_by_id=by.person_id,
        answer_by=last_day(at, days_off(reflection.council_id)),
        answer="",
        decided_words="",
    )
    db.session.add(said)
    db.session.flush()
    happened = HAPPENED[kind]
    record(happened, by, reflection, at=at, section=section)
    _tell_auditor(said, address, at)
    return said


def is_graded(reflection: Reflection, section: str) -> bool:
    return bool(reflection.audit and reflection.audit.grades_that_count.get(section))


def kind_of(section: str, of_grade: bool) -> ReplyKind:
    if not section:
        return ReplyKind.ANSWER
    return ReplyKind.GRADE if of_grade else ReplyKind.DISPUTE


def manages(reflection: Reflection, by: Viewer) -> bool:
    """Whether they manage practitioners where the record is."""
    return may_at(by, Permission.OWN_WORK_READ, reflection.allocation.place.path)


def challenged_until(reflection: Reflection) -> date:
    """The last day; of what is not released yet, a day that is past."""
    if reflection.released_at is None:
        return date.min
    return last_day(reflection.released_at, days_off(reflection.council_id))


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
    db.session.refresh(said, ["answered_at", "decided_at", "version"])
    if outcome not in OUTCOMES.get(said.kind, ()):
        raise DomainError(Reason("Select what came of it", "outcome"))
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
