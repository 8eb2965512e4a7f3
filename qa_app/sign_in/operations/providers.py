"""Look after a council's own sign-ins: by its administrator's pages, or by a command."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Place
from qa_app.sign_in.models import IdentityProvider
from qa_app.sign_in.rules.issuers import domain_faults, domain_of, issuer_faults
from qa_app.sign_in.sealing import seal
from qa_app.trail.operations import record

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
) -> IdentityProvider:
    """Let a council's own sign-in name its people. An issuer belongs to one council."""
    if faults := issuer_faults(issuer, on_loopback=on_loopback):
        raise DomainError(*faults)
    there = select(IdentityProvider).where(IdentityProvider.issuer == issuer)
    if other := db.session.scalars(there).one_or_none():
        raise DomainError(THERE_ALREADY if other.council_id == council.id else NOT_THIS_ISSUER)
    provider = IdentityProvider(council_id=council.id, council=council, issuer=issuer)
    write(provider, wanted)
    db.session.add(provider)
    db.session.flush()
    record("sign-in:provider-added", by, provider, council_id=council.id, at=at)
    return provider


def change_provider(provider: IdentityProvider, wanted: Wanted, by: Viewer, at: datetime) -> None:
    """Everything but the issuer: people are linked to it, so another one is added beside it."""
    write(provider, wanted)
    secret = "changed" if wanted.client_secret else "kept"
    record("sign-in:provider-changed", by, provider, at=at, secret=secret)


def write(provider: IdentityProvider, wanted: Wanted) -> None:
    domain = domain_of(wanted.email_domain or "")
    if domain and (faults := domain_faults(domain)):
        raise DomainError(*faults)
    if domain and is_of_another_council(domain, provider.council_id):
        raise DomainError(NOT_THIS_DOMAIN)
    provider.client_id = wanted.client_id
    provider.name = wanted.name or provider.council.name
    provider.email_domain = domain or None
    if wanted.client_secret:
        provider.client_secret = seal.close(wanted.client_secret)


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
        council_id = provider.council_id
        record("sign-in:provider-switched-off", by, provider, council_id=council_id, at=at)


def switch_on(provider: IdentityProvider, by: Viewer, at: datetime) -> None:
    if provider.switched_off_at is not None:
        provider.switched_off_at = None
        record("sign-in:provider-switched-on", by, provider, at=at)
