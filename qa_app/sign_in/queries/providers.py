"""The councils' own sign-ins: which are offered to whom, and those of one council."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.rules import Kind
from qa_app.sign_in.models import IdentityProvider


def providers_in_use() -> Select[IdentityProvider]:
    return (
        select(IdentityProvider)
        .where(IdentityProvider.switched_off_at.is_(None), IdentityProvider.asked_at.is_(None))
        .order_by(IdentityProvider.id)
    )


def providers_offered(email: str | None) -> list[IdentityProvider]:
    """The only one there is; where several councils have one, that of the address's own domain.

    An installation with several councils would otherwise tell anybody who its councils are.
    """
    everywhere = list(db.session.scalars(providers_in_use().limit(2)))
    alone = db.session.scalar(
        select(func.count()).select_from(Place).where(Place.kind == Kind.COUNCIL)
    )
    if alone == 1:
        return everywhere
    domain = (email or "").rpartition("@")[2]
    return (
        list(db.session.scalars(providers_in_use().where(IdentityProvider.email_domain == domain)))
        if domain
        else []
    )


def find_provider(public_id: str) -> IdentityProvider:
    wanted = providers_in_use().where(IdentityProvider.public_id == public_id)
    return db.session.scalars(wanted.options(joinedload(IdentityProvider.council))).one()


def find_own_provider(public_id: str, viewer: Viewer) -> IdentityProvider:
    """Of the viewer's council alone, switched off or not."""
    wanted = select(IdentityProvider).where(
        IdentityProvider.public_id == public_id, IdentityProvider.council_id == viewer.council_id
    )
    return db.session.scalars(wanted.options(joinedload(IdentityProvider.council))).one()


def list_providers(council_id: int) -> list[IdentityProvider]:
    wanted = select(IdentityProvider).where(IdentityProvider.council_id == council_id)
    return list(db.session.scalars(wanted.order_by(IdentityProvider.id)))
