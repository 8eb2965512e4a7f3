"""Sign in by a council's own sign-in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.foundation.sealing import CannotBeOpened, seal
from qa_app.organisation.models import Person
from qa_app.organisation.queries import councils_of
from qa_app.sign_in.models import Identity, IdentityProvider, OneTimeLink
from qa_app.sign_in.operations.links import find_working_link, make_link, spend
from qa_app.sign_in.operations.notices import send_link, tell_of_change
from qa_app.sign_in.operations.tries import TooManyTries, count_try
from qa_app.sign_in.queries import find_person_by_email, find_provider
from qa_app.sign_in.rules.issuers import Candidate, decide, email_in
from qa_app.sign_in.rules.links import Purpose
from qa_app.sign_in.rules.sessions import digest_of
from qa_app.sign_in.rules.throttling import Counted
from qa_app.trail.operations import record

NOT_LET_IN = (
    "Your council’s sign-in knows you, but you do not have an account here that it can open."
    " Ask your administrator"
)


@dataclass(frozen=True)
class Named:
    """Whom an issuer names; the first time it is only what the issuer says."""

    person: Person
    subject: str
    is_linked: bool


def person_named(provider: IdentityProvider, claims: Mapping[str, Any], at: datetime) -> Named:
    """Whom the issuer names: somebody linked to it, or by an email that it vouches for."""
    subject = str(claims["sub"])
    linked = find_identity(provider.issuer, subject)
    email = email_in(claims)
    same_email = find_person_by_email(email) if email and linked is None else None
    outcome = decide(
        claims,
        candidate(linked.person if linked else None, provider, at),
        candidate(same_email, provider, at),
    )
    person = linked.person if linked else same_email
    if outcome.refusal or person is None:
        refuse(person, provider, outcome.refusal.name if outcome.refusal else "", at)
        raise DomainError(NOT_LET_IN)
    return Named(person, subject, is_linked=not outcome.link)


def candidate(person: Person | None, provider: IdentityProvider, at: datetime) -> Candidate | None:
    """The person as the decision needs to know them: appointed means in the issuer's own council."""
    if person is None:
        return None
    councils = {council.id for council in councils_of(person, london_day(at))}
    wanted = select(Identity.subject).where(
        Identity.issuer == provider.issuer, Identity.person_id == person.id
    )
    return Candidate(
        person.id,
        appointed=provider.council_id in councils,
        subject=db.session.scalar(wanted),
    )


def find_identity(issuer: str, subject: str) -> Identity | None:
    wanted = select(Identity).where(Identity.issuer == issuer, Identity.subject == subject)
    return db.session.scalars(wanted).one_or_none()


def link(person: Person, provider: IdentityProvider, subject: str, at: datetime) -> None:
    db.session.add(
        Identity(
            council_id=provider.council_id,
            issuer=provider.issuer,
            subject=subject,
            person=person,
            linked_at=at,
        )
    )
    record(
        "sign-in:linked",
        None,
        person,
        council_id=provider.council_id,
        by_id=person.id,
        at=at,
        provider=provider.public_id,
    )
    what = f"Signing in through {provider.council.name} was set up for you"
    tell_of_change(person, what, at, provider.council_id)


def ask_to_confirm(
    named: Named, provider: IdentityProvider, secret: str, base_url: str, at: datetime
) -> None:
    """Ask the person's own mailbox: whoever runs an issuer can make it vouch for any address."""
    person = named.person
    try:
        count_try((Counted.RESET, person.email), at=at)
    except TooManyTries:
        return
    make_link(person, Purpose.FIRST_SIGN_ON, secret, provider.council_id, at)
    # The link carries the account of the issuer, sealed: the row knows only that there is a link.
    token = seal.close(f"{secret} {provider.public_id} {named.subject}")
    send_link(
        person,
        Purpose.FIRST_SIGN_ON,
        f"{base_url}/sign-in/single-sign-on/confirmations/{token}",
        at,
        council=provider.council.name,
        council_id=provider.council_id,
        once=f"first-sign-on:{digest_of(secret)}",
    )
    record(
        "sign-in:link-asked-for",
        None,
        person,
        council_id=provider.council_id,
        by_id=person.id,
        at=at,
        provider=provider.public_id,
    )


@dataclass(frozen=True)
class Asked:
    """What a letter of the first time asks."""

    link: OneTimeLink
    provider: IdentityProvider
    subject: str


def find_asked(token: str, asked_here: str, at: datetime) -> Asked | None:
    """While the link works, and only in the browser that signed in at the issuer."""
    try:
        secret, public_id, subject = seal.open(token).split(" ", 2)
    except (CannotBeOpened, ValueError):
        return None
    link = find_working_link(secret, at)
    if link is None or link.purpose is not Purpose.FIRST_SIGN_ON or digest_of(secret) != asked_here:
        return None
    return Asked(link, find_provider(public_id), subject)


def confirm(asked: Asked, at: datetime) -> Person:
    """Link them, if nothing has changed meanwhile."""
    person, provider = asked.link.person, asked.provider
    spend(asked.link, at)
    now_known = candidate(person, provider, at)
    taken = find_identity(provider.issuer, asked.subject) is not None
    if now_known is None or not now_known.appointed or now_known.subject or taken:
        raise DomainError(NOT_LET_IN)
    link(person, provider, asked.subject, at)
    return person


def refuse(person: Person | None, provider: IdentityProvider, why: str, at: datetime) -> None:
    """Note who was not let in, and keep the note."""
    by_id = person.id if person else None
    record(
        "sign-in:refused",
        None,
        person,
        council_id=provider.council_id,
        by_id=by_id,
        at=at,
        step="single sign-on",
        why=why,
    )
    db.session.commit()
