"""Record that a child or a family was asked, what they said, or why they were not asked."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.audits.operations import TookPart, hold_open, say_whether_heard
from qa_app.audits.rules import Part, WhyNot
from qa_app.audits.rules.people import heard_in
from qa_app.children.models import Child
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.trail.operations import record
from qa_app.voices.models.complaints import FamilyMatter
from qa_app.voices.models.families import FamilyAnswer, FamilyVoice
from qa_app.voices.operations.asking import forget_for_the_caller
from qa_app.voices.queries.asked_before import asked_before, family_of
from qa_app.voices.queries.asking import check_of
from qa_app.voices.queries.families import voices_of, words_of
from qa_app.voices.rules.asking import (
    SETTLED,
    Asking,
    Outcome,
    why_not_again,
    why_not_ask,
    why_not_leave_out,
)
from qa_app.voices.rules.families import Words, why_not_finish, without_empty

# While somebody types, the trail hears of it so often and no more.
HEARD_EVERY = timedelta(minutes=30)
NEW = 0
CHANGED = "Somebody else has changed this while your page was open. Look at what it says now"


class Overtaken(StaleDataError):
    """Somebody else saved the same meanwhile: what they wrote, and the version that holds it."""

    def __init__(self, theirs: Words, version: int) -> None:
        super().__init__("Somebody else saved this while your page was open")
        self.theirs, self.version = theirs, version


def say_asked(
    audit: Audit, asking: Asking, answered: bool, seen: int, by: Viewer, at: datetime
) -> FamilyVoice:
    """They were asked: what they say is written down next, or they did not want to answer."""
    voice = _held(audit, asking.part, seen, by)
    _hold_family(audit)
    check = check_of(audit)
    reasons = why_not_ask(
        check.safety if check else None,
        check.answered_on if check else None,
        asking,
        asked_before(audit),
        london_day(at),
    )
    if reasons:
        raise DomainError(*reasons)
    if not answered and voice and _has_matter(voice):
        raise DomainError("A worry or complaint of theirs is noted, so they have answered")
    voice = voice or _new(audit, asking.part)
    voice.who, voice.how, voice.asked_on = asking.who, asking.how, asking.on
    voice.with_interpreter = asking.with_interpreter
    voice.why_not, voice.saying = None, ""
    was_answered = voice.outcome is Outcome.ANSWERED
    voice.outcome = Outcome.DECLINED
    if answered:
        voice.outcome = Outcome.ANSWERED if was_answered else Outcome.ASKED
    else:
        _forget_words(voice)
    _keep(voice, by, at)
    record("family:asked", by, voice, at=at, part=asking.part.name, answered=answered)
    _settle(audit, voice, at)
    return voice


def say_not_asked(
    audit: Audit, part: Part, why: WhyNot, saying: str, seen: int, by: Viewer, at: datetime
) -> FamilyVoice:
    """They were not, because. Words that were written down before are taken away."""
    voice = _held(audit, part, seen, by)
    check, today = check_of(audit), london_day(at)
    reasons = why_not_leave_out(
        part,
        why,
        saying,
        is_checked=bool(check and check.answered_at),
        was_lately=bool(why_not_again(today, asked_before(audit))),
    )
    if reasons:
        raise DomainError(*reasons)
    if voice and _has_matter(voice):
        raise DomainError("A worry or complaint of theirs is noted, so they were asked")
    voice = voice or _new(audit, part)
    voice.outcome, voice.why_not, voice.saying = Outcome.NOT_ASKED, why, saying
    voice.who = voice.how = voice.asked_on = None
    voice.with_interpreter = False
    _forget_words(voice)
    _keep(voice, by, at)
    record("family:not-asked", by, voice, at=at, part=part.name, why=why.name)
    _settle(audit, voice, at)
    return voice


def save_words(
    audit: Audit,
    part: Part,
    words: Words,
    seen: int,
    by: Viewer,
    at: datetime,
    *,
    while_typing: bool = False,
    is_finished: bool = False,
) -> int:
    """The version that now holds them. Saving the same again changes nothing, so that a retry does no harm."""
    voice = _held(audit, part, None, by)
    if voice is None or voice.outcome not in (Outcome.ASKED, Outcome.ANSWERED):
        raise DomainError("Say first that they were asked, when and how")
    there, words = words_of({part: voice})[part], without_empty(words)
    finishes = is_finished and voice.outcome is Outcome.ASKED
    if words != there and voice.version != seen:
        raise Overtaken(there, voice.version)
    counts = is_finished or voice.outcome is Outcome.ANSWERED
    if counts and (reasons := why_not_finish(part, words)):
        raise DomainError(*reasons)
    if words == there and not finishes:
        return voice.version
    _write(voice, words)
    if finishes:
        voice.outcome = Outcome.ANSWERED
        record("family:heard", by, voice, at=at, part=part.name)
    elif not while_typing or voice.noted_at is None or at - voice.noted_at >= HEARD_EVERY:
        voice.noted_at = at
        record("family:words-saved", by, voice, at=at, part=part.name)
    db.session.flush()
    if finishes:
        _settle(audit, voice, at)
    return voice.version


def _held(audit: Audit, part: Part, seen: int | None, by: Viewer) -> FamilyVoice | None:
    """Lock the audit; what is there now, if it is what the page showed."""
    hold_open(audit, by)
    if part not in heard_in(audit.template):
        raise DomainError("They are not asked for this audit")
    voice = voices_of(audit).get(part)
    if seen is not None and seen != (voice.version if voice else NEW):
        raise DomainError(CHANGED)
    return voice


def _hold_family(audit: Audit) -> None:
    """Two auditors with a brother and a sister each come one after the other."""
    ids = [one.id for one in family_of(audit)]
    db.session.execute(
        select(Child.id).where(Child.id.in_(ids)).order_by(Child.id).with_for_update()
    )


def _new(audit: Audit, part: Part) -> FamilyVoice:
    return FamilyVoice(council_id=audit.council_id, audit=audit, part=part)


def _keep(voice: FamilyVoice, by: Viewer, at: datetime) -> None:
    voice.recorded_at, voice.recorded_by_id = at, by.person_id
    db.session.add(voice)
    db.session.flush()


def _forget_words(voice: FamilyVoice) -> None:
    voice.better, voice.may_be_quoted = None, False
    if voice.id is not None:
        db.session.execute(delete(FamilyAnswer).where(FamilyAnswer.family_voice_id == voice.id))


def _write(voice: FamilyVoice, words: Words) -> None:
    voice.better, voice.may_be_quoted = words.better, words.may_be_quoted
    # The version counts their answers too.
    flag_modified(voice, "may_be_quoted")
    db.session.execute(delete(FamilyAnswer).where(FamilyAnswer.family_voice_id == voice.id))
    about = {"council_id": voice.council_id, "family_voice_id": voice.id}
    rows = [{**about, "question": code, "words": said} for code, said in words.answers.items()]
    if rows:
        db.session.execute(insert(FamilyAnswer), rows)


def _settle(audit: Audit, voice: FamilyVoice, at: datetime) -> None:
    """Who took part says the same as this; what the caller had to know is forgotten once all are settled."""
    told = None
    if voice.outcome is Outcome.ANSWERED:
        told = TookPart(True)
    elif voice.outcome is Outcome.DECLINED:
        told = TookPart(False, WhyNot.DECLINED)
    elif voice.outcome is Outcome.NOT_ASKED:
        told = TookPart(False, voice.why_not, voice.saying)
    say_whether_heard(audit, voice.part, told)
    there = voices_of(audit)
    parts = heard_in(audit.template)
    if all(part in there and there[part].outcome in SETTLED for part in parts):
        forget_for_the_caller(check_of(audit), at)
    db.session.flush()


def _has_matter(voice: FamilyVoice) -> bool:
    noted = select(FamilyMatter.id).where(FamilyMatter.family_voice_id == voice.id)
    return db.session.scalar(noted.limit(1)) is not None
