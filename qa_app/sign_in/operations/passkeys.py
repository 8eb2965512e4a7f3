"""Add, use and remove passkeys."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person
from qa_app.sign_in.models import Passkey, SpentChallenge
from qa_app.sign_in.operations.factors import note_change
from qa_app.sign_in.operations.notices import tell_of_change
from qa_app.sign_in.operations.passwords import refuse
from qa_app.sign_in.queries import first_council, list_passkeys, may_sign_in
from qa_app.sign_in.rules.passkeys import name_for
from qa_app.sign_in.rules.sessions import digest_of
from qa_app.sign_in.web_authn import NotAccepted, Party, counter_said, credential_in, key_made

NOT_ACCEPTED = "Your passkey was not accepted. Try again, or sign in another way"


def add_passkey(
    person: Person, name: str, party: Party, challenge: str, answer: str, at: datetime
) -> Passkey:
    spend_challenge(challenge, at)
    try:
        made = key_made(party, challenge, answer)
    except NotAccepted:
        raise DomainError(NOT_ACCEPTED) from None
    passkey = Passkey(
        person=person,
        name=name_for(name, len(list_passkeys(person))),
        credential=made.credential,
        public_key=made.public_key,
        counter=made.counter,
        made_at=at,
    )
    db.session.add(passkey)
    db.session.flush()
    note_change(person, "passkey-added", at)
    tell_of_change(person, "A passkey was added to your account", at, first_council(person, at))
    return passkey


def use_passkey(
    party: Party, challenge: str, answer: str, at: datetime, *, expected: Person | None = None
) -> Person:
    """Whose passkey this is; of the person expected, where one has begun to sign in."""
    passkey = find_by_answer(answer)
    person = passkey.person if passkey else None
    theirs = expected is None or person is expected
    if passkey is None or person is None or not theirs or not may_sign_in(person, at):
        refuse(person, "passkey", at)
        raise DomainError(NOT_ACCEPTED)
    spend_challenge(challenge, at)
    try:
        # A counter that does not rise, where there is one, means a copied key and is refused here.
        said = counter_said(party, challenge, answer, passkey.public_key, passkey.counter)
    except NotAccepted:
        refuse(person, "passkey", at)
        raise DomainError(NOT_ACCEPTED) from None
    passkey.counter, passkey.last_used_at = said, at
    return person


def remove_passkey(passkey: Passkey, at: datetime, *, is_needed: bool) -> None:
    """Remove one; not the last of somebody whose role needs one."""
    person = passkey.person
    if is_needed and len(list_passkeys(person)) == 1:
        raise DomainError("Add another passkey first: your role needs one")
    db.session.delete(passkey)
    db.session.flush()
    note_change(person, "passkey-removed", at)
    tell_of_change(person, "A passkey was removed from your account", at, first_council(person, at))


def find_by_answer(answer: str) -> Passkey | None:
    try:
        credential = credential_in(answer)
    except NotAccepted:
        return None
    wanted = select(Passkey).options(joinedload(Passkey.person))
    return db.session.scalars(wanted.where(Passkey.credential == credential)).one_or_none()


def spend_challenge(challenge: str, at: datetime) -> None:
    """Each challenge is answered once."""
    try:
        with db.session.begin_nested():
            db.session.add(SpentChallenge(digest=digest_of(challenge), spent_at=at))
    except IntegrityError:
        raise DomainError(NOT_ACCEPTED) from None
