"""Look after a council's own sign-ins: by its administrator's pages, or by a command."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.foundation.sealing import seal
from qa_app.organisation.models import Membership, Person, Place
from qa_app.sign_in.models import IdentityProvider
from qa_app.sign_in.operations.notices import ask_to_approve
from qa_app.sign_in.operations.sessions import end_those_by
from qa_app.sign_in.queries.providers import list_approvers
from qa_app.sign_in.rules.addresses import issuer_faults, normal_form
from qa_app.sign_in.rules.issuers import State, domain_faults, domain_of
from qa_app.trail.operations import record

WAITS_FOR_NOBODY = "This does not wait to be approved"
A_SECOND_PERSON = "Ask another administrator or information governance to approve what you set up"
THERE_ALREADY = "This issuer is here already. Change it, or switch it on again"
# Whose it is, is not said: one council learns nothing of another.
NOT_THIS_ISSUER = "This issuer cannot be used here. Ask whoever runs this service"
NOT_THIS_DOMAIN = "This email domain cannot be used here. Ask whoever runs this service"


@dataclass(frozen=True)
class Wanted:
    """What a council says of its own sign-in. Without a secret the one that is kept stays."""

    client_id: str
    client_secret: str | None = None
    name: str = ""
    email_domain: str | None = None


def add_provider(
    council: Place,
    issuer: str,
    wanted: Wanted,
    by: Viewer | None,
    at: datetime,
    *,
    on_loopback: bool = True,
    base_url: str = "",
) -> IdentityProvider:
    """Let a council's own sign-in name its people. An issuer belongs to one council.

    Whoever runs the server adds it for use at once; an administrator waits for a second person.
    """
    if faults := issuer_faults(issuer, on_loopback=on_loopback):
        raise DomainError(*[Reason(one, "issuer") for one in faults])
    if other := find_same(issuer):
        ours = other.council_id == council.id
        raise DomainError(Reason(THERE_ALREADY if ours else NOT_THIS_ISSUER, "issuer"))
    provider = IdentityProvider(council_id=council.id, council=council, issuer=issuer)
    write(provider, wanted, by)
    db.session.add(provider)
    db.session.flush()
    if by is not None:
        ask(provider, by, base_url, at)
    record("sign-in:provider-added", by, provider, council_id=council.id, at=at)
    return provider


def find_same(issuer: str) -> IdentityProvider | None:
    """The provider of this address, however it was spelled there."""
    everywhere = db.session.scalars(select(IdentityProvider))
    same = normal_form(issuer)
    return next((one for one in everywhere if normal_form(one.issuer) == same), None)


def change_provider(
    provider: IdentityProvider, wanted: Wanted, by: Viewer, at: datetime, *, base_url: str
) -> None:
    """Everything but the issuer: people are linked to it, so another one is added beside it."""
    before = provider.client_id, provider.email_domain
    write(provider, wanted, by)
    if (provider.client_id, provider.email_domain) != before:
        ask(provider, by, base_url, at)
    secret = "changed" if wanted.client_secret else "kept"
    record("sign-in:provider-changed", by, provider, at=at, secret=secret)


def ask(provider: IdentityProvider, by: Viewer, base_url: str, at: datetime) -> None:
    """Nobody signs in by it until a second person has looked at it as it is now."""
    provider.asked_by_id, provider.asked_at = by.person_id, at
    address = f"{base_url}/settings/single-sign-on/{provider.public_id}/approval"
    for person in list_approvers(provider, london_day(at)):
        once = f"single-sign-on-waits:{provider.public_id}:{at.isoformat()}:{person.public_id}"
        ask_to_approve(person, provider.council, address, once, at)


def approve(provider: IdentityProvider, by: Viewer, at: datetime) -> None:
    """Take it into use: whoever runs an issuer can say that they are anybody whom it names."""
    if provider.state is not State.WAITING:
        raise DomainError(WAITS_FOR_NOBODY)
    if by.person_id == provider.asked_by_id:
        raise DomainError(A_SECOND_PERSON)
    check_domain(provider.email_domain or "", provider.council_id, by)
    provider.asked_by_id = provider.asked_at = None
    record("sign-in:provider-approved", by, provider, at=at)


def write(provider: IdentityProvider, wanted: Wanted, by: Viewer | None) -> None:
    domain = domain_of(wanted.email_domain or "")
    if domain and (faults := domain_faults(domain)):
        raise DomainError(*[Reason(one, "email_domain") for one in faults])
    # What is there already stays: the people of a council may have moved since.
    if domain != provider.email_domain:
        check_domain(domain, provider.council_id, by)
    provider.client_id = wanted.client_id
    provider.name = wanted.name or provider.council.name
    provider.email_domain = domain or None
    if wanted.client_secret:
        provider.client_secret = seal.close(wanted.client_secret)


def check_domain(domain: str, council_id: int, by: Viewer | None) -> None:
    """One council's domain is no other's; whoever runs the server knows whose the people are."""
    if not domain:
        return
    peoples = by is not None and is_of_people_elsewhere(domain, council_id)
    if peoples or is_of_another_council(domain, council_id):
        raise DomainError(Reason(NOT_THIS_DOMAIN, "email_domain"))


def is_of_people_elsewhere(domain: str, council_id: int) -> bool:
    """Whether people have such an address who are in another council, and not in this one."""
    here = select(Membership.person_id).where(Membership.council_id == council_id)
    elsewhere = (
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Person.email.endswith(f"@{domain}", autoescape=True),
            Membership.council_id != council_id,
            Person.id.not_in(here),
        )
    )
    with db.session.no_autoflush:
        return db.session.scalars(elsewhere.limit(1)).first() is not None


def is_of_another_council(domain: str, council_id: int) -> bool:
    """Its people would be led to a sign-in that is not theirs."""
    others = select(IdentityProvider.id).where(
        IdentityProvider.email_domain == domain,
        IdentityProvider.council_id != council_id,
        IdentityProvider.switched_off_at.is_(None),
    )
    with db.session.no_autoflush:
        return db.session.scalars(others).first() is not None


def switch_off(provider: IdentityProvider, by: Viewer | None, at: datetime) -> None:
    if provider.switched_off_at is None:
        provider.switched_off_at = at
        ended = end_those_by(provider, at)
        record(
            "sign-in:provider-switched-off",
            by,
            provider,
            council_id=provider.council_id,
            at=at,
            sessions=ended,
        )


def switch_on(provider: IdentityProvider, by: Viewer, at: datetime, *, base_url: str) -> None:
    if provider.switched_off_at is not None:
        check_domain(provider.email_domain or "", provider.council_id, by)
        provider.switched_off_at = None
        ask(provider, by, base_url, at)
        record("sign-in:provider-switched-on", by, provider, at=at)
