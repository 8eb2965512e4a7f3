"""Note a worry or a complaint, and that its family heard what came of it."""

from datetime import date, datetime

from qa_app.access.rules import Permission, Viewer, may_at
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import record
from qa_app.voices.models.complaints import FamilyMatter
from qa_app.voices.models.families import FamilyVoice
from qa_app.voices.rules.complaints import (
    Matter,
    NotTold,
    State,
    ToldHow,
    why_not_close,
    why_not_note,
    why_not_told,
)

# What decides who may still do something about it.
AS_IT_IS_NOW = ["version", "state", "promised_by_id"]
CHANGED = "Somebody else has changed this while your page was open. Look at what it says now"


def note_matter(voice: FamilyVoice, matter: Matter, by: Viewer, at: datetime) -> FamilyMatter:
    """Whoever heard it promises to tell them what comes of it."""
    if voice.audit.allocation.auditor_id != by.person_id:
        raise DomainError("Only the person an audit is allocated to notes what was said for it")
    if voice.asked_on is None:
        raise DomainError("They were not asked")
    if reasons := why_not_note(matter, voice.asked_on, london_day(at)):
        raise DomainError(*reasons)
    made = FamilyMatter(
        council_id=voice.council_id,
        voice=voice,
        kind=matter.kind,
        what=matter.what,
        explained=matter.explained,
        passed_to=matter.passed_to,
        passed_on=matter.passed_on,
        noted_at=at,
        noted_by_id=by.person_id,
        promised_by_id=by.person_id,
        tell_back_by=matter.tell_back_by,
    )
    db.session.add(made)
    db.session.flush()
    record("family:matter-noted", by, made, at=at, kind=matter.kind.name)
    return made


def say_told(
    matter: FamilyMatter,
    told_on: date,
    how: ToldHow,
    outcome: str,
    seen: int,
    by: Viewer,
    at: datetime,
) -> None:
    """They have heard it; also where nobody thought any more that they would."""
    _hold(matter, seen, by)
    reasons = why_not_told(matter.state, told_on, london_day(matter.noted_at), london_day(at))
    if reasons:
        raise DomainError(*reasons)
    matter.state, matter.told_on, matter.told_how = State.TOLD, told_on, how
    matter.outcome, matter.not_told = outcome, None
    matter.settled_at, matter.settled_by_id = at, by.person_id
    db.session.flush()
    record("family:told-back", by, matter, at=at)


def say_not_told(
    matter: FamilyMatter, why: NotTold, words: str, seen: int, by: Viewer, at: datetime
) -> None:
    _hold(matter, seen, by)
    if reasons := why_not_close(matter.state, why, words):
        raise DomainError(*reasons)
    matter.state, matter.not_told, matter.outcome = State.NOT_TOLD, why, words
    matter.settled_at, matter.settled_by_id = at, by.person_id
    db.session.flush()
    record("family:not-told-back", by, matter, at=at, why=why.name)


def take_on(matter: FamilyMatter, by: Viewer, at: datetime) -> None:
    """Somebody else promises it in their place."""
    db.session.refresh(matter, AS_IT_IS_NOW, with_for_update=True)
    if matter.promised_by_id == by.person_id:
        return
    if matter.state is not State.TO_TELL:
        raise DomainError("It is noted already what came of this")
    if not _looks_after(matter, by):
        raise DomainError("Only whoever looks after this team’s records can take it on")
    matter.promised_by_id = by.person_id
    db.session.flush()
    record("family:matter-taken-on", by, matter, at=at)


def _hold(matter: FamilyMatter, seen: int, by: Viewer) -> None:
    db.session.refresh(matter, AS_IT_IS_NOW, with_for_update=True)
    if matter.promised_by_id != by.person_id and not _looks_after(matter, by):
        raise DomainError("Only whoever promised it, or looks after these records, says so")
    if matter.version != seen:
        raise DomainError(CHANGED)


def _looks_after(matter: FamilyMatter, by: Viewer) -> bool:
    return may_at(by, Permission.FAMILY_TELL, matter.voice.audit.allocation.place.path)
