"""Take an audit, grade what is on the record, and set both readings side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm.exc import StaleDataError

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.audits.operations import hold
from qa_app.audits.queries.sealing import is_sealed_from
from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.moderation.models import ModeratedGrade, Moderation
from qa_app.moderation.operations.agreeing import agree_on
from qa_app.moderation.operations.telling import tell_auditor
from qa_app.moderation.queries import of_audit
from qa_app.moderation.queries.independence import why_not
from qa_app.moderation.queries.sections import WHOLE, sections_to_grade
from qa_app.moderation.rules import Settled, State, is_the_same
from qa_app.moderation.rules.independence import ANOTHER_FIRST, NOT_WAITING, TAKEN
from qa_app.moderation.rules.letters import FEEDBACK
from qa_app.moderation.rules.quality import missing_ratings
from qa_app.trail.operations import record

NOT_YOURS = "Only whoever gives this second opinion can do that"
COMMITTED = "Your grades stand already, so they can no longer be changed"
NOW_ITS_AUDITOR = (
    "You are the auditor of this audit since it came back, so somebody else gives the second opinion. Give it "
    "back, so that they can take it"
)
NOT_NOW = "This second opinion has come further since your page was opened. Look at it again"


@dataclass(frozen=True)
class Graded:
    """A moderator’s grade of one section, and what on the record leads to it."""

    grade: str
    reason: str = ""


@dataclass(frozen=True)
class Compare:
    """What the moderator says once both are known: by section the grade that should count, and why."""

    proposed: Mapping[str, str]
    why: Mapping[str, str]
    quality: Mapping[str, str]
    quality_words: str = ""
    feedback: str = ""


def take(audit: Audit, by: Viewer, at: datetime) -> Moderation:
    hold(audit)
    if audit.status is not Status.SUBMITTED or audit.is_withdrawn:
        raise DomainError(NOT_WAITING)
    if trouble := why_not(audit, by):
        raise DomainError(trouble)
    if not audit.sealed and is_sealed_from(audit.public_id, by):
        raise DomainError(ANOTHER_FIRST)
    if there := of_audit(audit):
        if there.moderator_id == by.person_id:
            return there
        if not is_now_its_auditor(there):
            raise DomainError(TAKEN.format(name=there.moderator_name))
        _free(there, by, at)
    made = Moderation(
        council_id=audit.council_id,
        audit=audit,
        moderator_id=by.person_id,
        blind=audit.sealed,
        chosen=[*audit.chosen],
        taken_at=at,
        draft={},
        quality={},
        quality_words="",
        feedback="",
        reply="",
        settled_why="",
    )
    db.session.add(made)
    db.session.flush()
    record("moderation:taken", by, made, at=at)
    return made


def give_back(moderation: Moderation, by: Viewer, at: datetime) -> None:
    """Somebody else takes it. What was graded is not given back, unless it is one’s own audit by now."""
    hold_mine(moderation, by)
    if moderation.committed_at and not is_now_its_auditor(moderation):
        raise DomainError(COMMITTED)
    if moderation.settled_at:
        raise DomainError(NOT_NOW)
    _free(moderation, by, at)


def is_now_its_auditor(moderation: Moderation) -> bool:
    """An audit that was sent back can be given to whoever moderated it."""
    audit = moderation.audit
    return moderation.settled_at is None and moderation.moderator_id in (
        audit.read_by_id,
        audit.allocation.auditor_id,
    )


def _free(moderation: Moderation, by: Viewer, at: datetime) -> None:
    record("moderation:given-back", by, moderation, at=at)
    for one in (*moderation.sendings_back, *moderation.openings):
        db.session.delete(one)
    db.session.delete(moderation)
    db.session.flush()


def save_draft(
    moderation: Moderation,
    draft: Mapping[str, str],
    seen: int,
    by: Viewer,
    at: datetime,
    *,
    while_typing: bool = False,
) -> int:
    """What stands in the form so far; how often it was saved by now. Nobody else reads it."""
    hold_mine(moderation, by)
    if moderation.state is not State.TAKEN:
        raise DomainError(NOT_NOW)
    if dict(draft) == moderation.draft:
        return moderation.saves
    if moderation.saves != seen:
        raise StaleDataError("This was saved in another place while your page was open")
    moderation.draft = dict(draft)
    moderation.saves += 1
    if not while_typing or moderation.saves == 1:
        record("moderation:saved", by, moderation, at=at)
    db.session.flush()
    return moderation.saves


def commit_grades(
    moderation: Moderation, given: Mapping[str, Graded], by: Viewer, at: datetime
) -> None:
    """From now on they stand, and the audit is open: to its moderator, and to whoever may read audits there."""
    hold_mine(moderation, by)
    audit = moderation.audit
    if moderation.committed_at:
        raise DomainError(COMMITTED)
    if moderation.state is not State.TAKEN:
        raise DomainError(NOT_NOW)
    if trouble := why_not(audit, by):
        raise DomainError(trouble)
    asked = sections_to_grade(audit)
    if missing := [one.heading for one in asked if not given.get(one.id)]:
        raise DomainError(*(f"Select a grade for “{heading}”" for heading in missing))
    grades = {**audit.grades, WHOLE: audit.grade}
    for one in asked:
        said = given[one.id]
        moderation.grades.append(
            ModeratedGrade(
                council_id=audit.council_id,
                section=one.id,
                auditor_grade=grades.get(one.id),
                moderator_grade=said.grade,
                reason=said.reason,
                why="",
            )
        )
    moderation.draft = {}
    moderation.committed_at, audit.sealed = at, False
    db.session.flush()
    record("moderation:graded", by, moderation, at=at, blind=moderation.blind)


def compare(
    moderation: Moderation, said: Compare, by: Viewer, at: datetime, *, address: str
) -> None:
    """Where nothing is left to settle it is settled by this; otherwise the auditor answers."""
    hold_mine(moderation, by)
    if moderation.state is not State.COMPARING:
        raise DomainError(NOT_NOW)
    if is_now_its_auditor(moderation):
        raise DomainError(NOW_ITS_AUDITOR)
    audit = moderation.audit
    grades = {**audit.grades, WHOLE: audit.grade}
    if missing := [*missing_ratings(said.quality), *_missing_why(moderation, said, grades)]:
        raise DomainError(*missing)
    for one in moderation.grades:
        one.proposed_grade = said.proposed.get(one.section) or one.moderator_grade
        one.why = said.why.get(one.section, "")
    moderation.quality, moderation.quality_words = dict(said.quality), said.quality_words
    moderation.feedback = said.feedback
    moderation.compared_at, moderation.agrees = at, None
    moderation.reply, moderation.replied_at = "", None
    record("moderation:compared", by, moderation, at=at)
    pairs = [(grades.get(one.section), one.proposed_grade) for one in moderation.grades]
    if is_the_same(pairs):
        agree_on(moderation, Settled.BOTH_AGREE, "", by, at)
    db.session.flush()
    tell_auditor(moderation, FEEDBACK, at, address=address)


def _missing_why(
    moderation: Moderation, said: Compare, grades: Mapping[str, str | None]
) -> list[str]:
    """Whatever is to differ from the auditor’s grade needs a reason."""
    headings = {one.id: one.heading for one in sections_to_grade(moderation.audit)}
    return [
        f"Enter why the grade of “{headings.get(one.section, one.section)}” should differ"
        for one in moderation.grades
        if (said.proposed.get(one.section) or one.moderator_grade) != grades.get(one.section)
        and not said.why.get(one.section, "").strip()
    ]


def hold_mine(moderation: Moderation, by: Viewer) -> None:
    hold_moderation(moderation)
    if moderation.moderator_id != by.person_id:
        raise DomainError(NOT_YOURS)


def hold_moderation(moderation: Moderation) -> None:
    """Lock its audit, before which nobody writes, and read both as they are now."""
    hold(moderation.audit)
    db.session.refresh(moderation)
