"""Set up, check and reset the second factor."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, update

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.foundation.sealing import CannotBeOpened, seal
from qa_app.organisation.models import Person
from qa_app.sign_in.models import OneTimeSecret, Passkey, RecoveryCode, SignInSession
from qa_app.sign_in.one_time_code import codes_at
from qa_app.sign_in.operations.notices import tell_of_change
from qa_app.sign_in.operations.passwords import refuse
from qa_app.sign_in.operations.sessions import end_all, rows_changed
from qa_app.sign_in.operations.tries import count_try, forgive
from qa_app.sign_in.queries import (
    first_council,
    has_second_factor,
    offered_codes,
    secret_of,
)
from qa_app.sign_in.rules.codes import matching_step, recovery_digest, steps_around
from qa_app.sign_in.rules.sessions import Ending, Factor
from qa_app.sign_in.rules.throttling import Counted
from qa_app.trail.operations import record

NOT_RIGHT = "Enter the code that your app shows now. This one is not right or was used already"
KEY_CHANGED = (
    "Your app cannot be checked any more. Use a recovery code, or ask your administrator for an"
    " email with which you set it up again"
)
RECOVERY_NOT_RIGHT = (
    "Enter one of your recovery codes that you have not used. This one is not right"
)


def offer_secret(person: Person, secret: str) -> None:
    """Offer a secret for an app to share; the one in use stays until the new one is proved.

    An offer stands until it is proved, so that signing in again shows the same picture.
    """
    kept = secret_of(person) or OneTimeSecret(person_id=person.id)
    kept.offered = kept.offered or seal.close(secret)
    db.session.add(kept)
    db.session.flush()


def prove_secret(person: Person, code: str, at: datetime) -> None:
    """Take the offered secret into use, once a code shows that the app has it."""
    count_try((Counted.CODE, person.public_id), at=at)
    kept = secret_of(person)
    if kept is None or kept.offered is None:
        raise DomainError("Start again: scan the picture with your app")
    codes = codes_at(seal.open(kept.offered), steps_around(at))
    step = matching_step(code, codes, None)
    if step is None:
        raise DomainError(NOT_RIGHT)
    forgive((Counted.CODE, person.public_id), at=at)
    another = has_second_factor(person)
    kept.sealed, kept.proved_at, kept.last_step, kept.offered = kept.offered, at, step, None
    note_change(person, "authenticator-set-up", at)
    if another:
        tell_of_change(
            person, "A new authenticator app was set up for you", at, first_council(person, at)
        )


def check_code(person: Person, code: str, at: datetime) -> Factor:
    """A code of the person's app, which counts once."""
    against = (Counted.CODE, person.public_id)
    count_try(against, at=at)
    kept = secret_of(person)
    step = None
    if kept is not None and kept.sealed is not None:
        codes = codes_at(opened(kept.sealed), steps_around(at))
        step = matching_step(code, codes, kept.last_step)
    if step is None or not spend_step(person, step):
        refuse(person, "code", at)
        raise DomainError(NOT_RIGHT)
    forgive(against, at=at)
    return Factor.CODE


def opened(sealed: str) -> str:
    try:
        return seal.open(sealed)
    except CannotBeOpened:
        raise DomainError(KEY_CHANGED) from None


def spend_step(person: Person, step: int) -> bool:
    """In one statement, so that of two requests with one code only one gets in."""
    unused = or_(OneTimeSecret.last_step.is_(None), OneTimeSecret.last_step < step)
    wanted = update(OneTimeSecret).where(OneTimeSecret.person_id == person.id, unused)
    return rows_changed(wanted.values(last_step=step)) == 1


def check_recovery_code(person: Person, code: str, at: datetime) -> Factor:
    """One of the codes on paper, which counts once."""
    against = (Counted.CODE, person.public_id)
    count_try(against, at=at)
    unused = update(RecoveryCode).where(
        RecoveryCode.person_id == person.id,
        RecoveryCode.digest == recovery_digest(code),
        RecoveryCode.used_at.is_(None),
    )
    if rows_changed(unused.values(used_at=at)) != 1:
        refuse(person, "recovery code", at)
        raise DomainError(RECOVERY_NOT_RIGHT)
    forgive(against, at=at)
    note_change(person, "recovery-code-used", at)
    tell_of_change(person, "One of your recovery codes was used", at, first_council(person, at))
    return Factor.RECOVERY_CODE


def offer_recovery_codes(person: Person, codes: Sequence[str]) -> None:
    """Show new codes until the person says that they have kept them; the old ones still work."""
    kept = secret_of(person) or OneTimeSecret(person_id=person.id)
    kept.offered_codes = seal.close(" ".join(codes))
    db.session.add(kept)


def keep_recovery_codes(person: Person, at: datetime) -> None:
    """Take the codes that were shown into use; they are not shown again, and the old ones stop working."""
    codes = offered_codes(person)
    if not codes:
        raise DomainError("Make new recovery codes first")
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    digests = [recovery_digest(code) for code in codes]
    db.session.add_all(RecoveryCode(person_id=person.id, digest=one, made_at=at) for one in digests)
    db.session.execute(
        update(OneTimeSecret).where(OneTimeSecret.person_id == person.id).values(offered_codes=None)
    )
    note_change(person, "recovery-codes-kept", at)


def reset_second_factor(person: Person, by: Viewer | None, at: datetime) -> None:
    """Take everything but the password away: they set up another app when they next sign in."""
    for table in (OneTimeSecret, RecoveryCode, Passkey):
        db.session.execute(delete(table).where(table.person_id == person.id))
    end_all(person, Ending.CREDENTIALS_CHANGED, at, by=by)
    council_id = by.council_id if by else first_council(person, at)
    record("sign-in:second-factor-reset", by, person, council_id=council_id, at=at)
    what = "Your second factor was reset. You set up a new one when you next sign in"
    tell_of_change(person, what, at, council_id)


def end_other_sessions(session: SignInSession, at: datetime) -> int:
    return end_all(session.person, Ending.CREDENTIALS_CHANGED, at, keep=session)


def note_change(person: Person, change: str, at: datetime) -> None:
    record(
        "sign-in:second-factor-changed",
        None,
        person,
        council_id=first_council(person, at),
        by_id=person.id,
        at=at,
        change=change,
    )
