"""Sign in by a council's own sign-in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person
from qa_app.organisation.queries import councils_of
from qa_app.sign_in.models import Identity, IdentityProvider
from qa_app.sign_in.queries import find_person_by_email
from qa_app.sign_in.rules.issuers import Candidate, decide, email_in
from qa_app.trail.operations import record

NOT_LET_IN = (
    "Your council’s sign-in knows you, but you do not have an account here that it can open."
    " Ask your administrator"
)


def person_named(provider: IdentityProvider, claims: Mapping[str, Any], at: datetime) -> Person:
    """Whom the issuer names; linked at their first time, by an email that it vouches for."""
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
    if outcome.link:
        link(person, provider, subject, at)
    return person


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
