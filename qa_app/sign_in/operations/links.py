"""Invitations and resets, by links that work once."""

from datetime import datetime

from sqlalchemy import update

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person, Place
from qa_app.sign_in.models import OneTimeLink
from qa_app.sign_in.operations.factors import reset_second_factor
from qa_app.sign_in.operations.notices import send_link, welcome
from qa_app.sign_in.operations.passwords import choose_password
from qa_app.sign_in.operations.sessions import end_all, rows_changed
from qa_app.sign_in.operations.tries import TooManyTries, count_try
from qa_app.sign_in.queries import (
    find_link,
    find_person_by_email,
    first_council,
    may_sign_in,
    password_of,
)
from qa_app.sign_in.rules.links import Purpose, works
from qa_app.sign_in.rules.sessions import Ending, digest_of
from qa_app.sign_in.rules.throttling import Counted
from qa_app.trail.operations import record

NO_LONGER_WORKS = "This link has been used already or is too old. Ask for a new one"


def make_link(
    person: Person, purpose: Purpose, secret: str, council_id: int | None, at: datetime
) -> OneTimeLink:
    """A new link; any older one to the same end stops working."""
    older = update(OneTimeLink).where(
        OneTimeLink.person_id == person.id,
        OneTimeLink.purpose == purpose,
        OneTimeLink.used_at.is_(None),
    )
    db.session.execute(older.values(used_at=at))
    link = OneTimeLink(
        council_id=council_id,
        digest=digest_of(secret),
        purpose=purpose,
        person=person,
        made_at=at,
    )
    db.session.add(link)
    db.session.flush()
    return link


def send_invitation(
    person: Person, council: Place, secret: str, base_url: str, at: datetime
) -> None:
    """The way to a first password; who has one already is told where to sign in.

    Sent again, the earlier email stops working. Whether another council knows them does not show.
    """
    if password_of(person) is not None:
        welcome(person, council, base_url, at)
        return
    make_link(person, Purpose.INVITATION, secret, council.id, at)
    send_link(
        person,
        Purpose.INVITATION,
        address_of(base_url, secret),
        at,
        council=council.name,
        council_id=council.id,
        once=f"invitation:{digest_of(secret)}",
    )


def address_of(base_url: str, secret: str) -> str:
    """Under the name that the installation gives itself, never the one that a request gives it."""
    return f"{base_url}/links/{secret}"


def ask_for_reset(
    email: str, secret: str, address: str, network_address: str, at: datetime
) -> None:
    """Send a way to a new password, where there is such an account; say nothing either way."""
    email = email.strip().lower()
    try:
        count_try((Counted.RESET, email), (Counted.RESETS_FROM_ADDRESS, network_address), at=at)
    except TooManyTries:
        return
    person = find_person_by_email(email)
    if person is None or not may_sign_in(person, at):
        return
    council_id = first_council(person, at)
    # Somebody who never used their invitation has no password to reset, but may choose their first.
    make_link(person, Purpose.RESET, secret, council_id, at)
    once = f"reset:{digest_of(secret)}"
    send_link(person, Purpose.RESET, address, at, council="", council_id=council_id, once=once)
    record("sign-in:reset-asked-for", None, person, council_id=council_id, at=at)


def offer_new_factor(person: Person, secret: str, address: str, by: Viewer, at: datetime) -> None:
    """Send somebody who lost their phone a way to begin again with another.

    An administrator starts it and the person's own mailbox ends it, so that neither can do it alone:
    the person may hold roles in a council of which this administrator knows nothing.
    """
    make_link(person, Purpose.NEW_FACTOR, secret, by.council_id, at)
    once = f"new-factor:{digest_of(secret)}"
    send_link(
        person, Purpose.NEW_FACTOR, address, at, council="", council_id=by.council_id, once=once
    )
    record("sign-in:new-factor-offered", by, person, at=at)


def begin_again_by_link(secret: str, at: datetime) -> None:
    """Their old phone and passkeys open nothing any more; their password stays."""
    link = find_working_link(secret, at)
    if link is None or link.purpose is not Purpose.NEW_FACTOR:
        raise DomainError(NO_LONGER_WORKS)
    spend(link, at)
    reset_second_factor(link.person, by=None, at=at)


def find_working_link(secret: str, at: datetime) -> OneTimeLink | None:
    link = find_link(secret)
    if link is None or not works(link.link, at):
        return None
    # Somebody invited before their first day may choose a password, which lets them in from that day.
    invited = link.purpose is Purpose.INVITATION
    return link if invited or may_sign_in(link.person, at) else None


def choose_by_link(secret: str, password: str, at: datetime) -> Person:
    """Choose a password by a link, which then works no more; every session of theirs ends."""
    link = find_working_link(secret, at)
    if link is None or link.purpose not in (Purpose.INVITATION, Purpose.RESET):
        raise DomainError(NO_LONGER_WORKS)
    choose_password(link.person, password, at)
    spend(link, at)
    end_all(link.person, Ending.CREDENTIALS_CHANGED, at)
    return link.person


def spend(link: OneTimeLink, at: datetime) -> None:
    unused = update(OneTimeLink).where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
    if rows_changed(unused.values(used_at=at)) != 1:
        raise DomainError(NO_LONGER_WORKS)


def invite_first_administrator(person: Person, council: Place, secret: str, at: datetime) -> None:
    """The installation's own invitation: printed, not sent, because there may be no mail yet."""
    make_link(person, Purpose.INVITATION, secret, council.id, at)
    record("sign-in:first-administrator-invited", None, person, council_id=council.id, at=at)
