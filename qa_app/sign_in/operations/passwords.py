"""Check, choose and change passwords."""

from datetime import datetime

from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person
from qa_app.sign_in import argon2id
from qa_app.sign_in.common_words import common_words
from qa_app.sign_in.models import Password, SignInSession
from qa_app.sign_in.operations.notices import tell_of_change
from qa_app.sign_in.operations.sessions import end_all
from qa_app.sign_in.operations.tries import count_try, forgive
from qa_app.sign_in.queries import (
    find_person_by_email,
    first_council,
    may_sign_in,
    names_around,
    password_of,
)
from qa_app.sign_in.rules.passwords import faults_in
from qa_app.sign_in.rules.sessions import Ending
from qa_app.sign_in.rules.throttling import Counted
from qa_app.trail.operations import record


class WrongPassword(DomainError):
    """The current password is not this one."""


NOT_RIGHT = "Check your email address and password. They do not belong to an account here"


def check_password(email: str, password: str, address: str, at: datetime) -> Person:
    """The person whose email and password these are.

    The same words and the same work for a wrong password, an unknown address, an account without a
    password, and one that is disabled or no longer appointed.
    """
    email = email.strip().lower()
    against = ((Counted.SIGN_IN, email), (Counted.ADDRESS, address))
    try:
        count_try(*against, at=at)
    except DomainError:
        refuse(find_person_by_email(email), "throttled", at)
        raise
    person = find_person_by_email(email)
    kept = password_of(person)
    welcome = person is not None and may_sign_in(person, at)
    # Nothing is locked while the password is hashed.
    db.session.commit()
    right = argon2id.is_right(password, kept.digest if kept else None)
    if person is None or kept is None or not right or not welcome:
        refuse(person, "password" if welcome else "account", at)
        raise DomainError(NOT_RIGHT)
    forgive(*against, at=at)
    if argon2id.is_outdated(kept.digest):
        kept.digest = argon2id.hashed(password)
    return person


def refuse(person: Person | None, step: str, at: datetime) -> None:
    """Note a refused try, and keep the note whatever becomes of the request."""
    council_id = first_council(person, at) if person else None
    by_id = person.id if person else None
    record("sign-in:refused", None, person, council_id=council_id, by_id=by_id, at=at, step=step)
    db.session.commit()


def choose_password(person: Person, password: str, at: datetime) -> None:
    """Set a password; refuses one that is easy to guess."""
    if faults := faults_in(password, common_words(), names_around(person)):
        raise DomainError(*faults)
    kept = password_of(person)
    if kept is None:
        kept = Password(person_id=person.id)
        db.session.add(kept)
    else:
        tell_of_change(person, "Your password was changed", at, first_council(person, at))
    kept.digest, kept.chosen_at = argon2id.hashed(password), at
    council_id = first_council(person, at)
    record("sign-in:password-chosen", None, person, council_id=council_id, by_id=person.id, at=at)


def change_password(
    session: SignInSession, current: str, new: str, address: str, at: datetime
) -> None:
    """Change one's own password; every other session of theirs ends."""
    person = session.person
    against = ((Counted.SIGN_IN, person.email), (Counted.ADDRESS, address))
    count_try(*against, at=at)
    kept = password_of(person)
    if not argon2id.is_right(current, kept.digest if kept else None):
        refuse(person, "change of password", at)
        raise WrongPassword("Enter your current password. This one is not right")
    forgive(*against, at=at)
    choose_password(person, new, at)
    end_all(person, Ending.CREDENTIALS_CHANGED, at, keep=session)
