"""The councils' own sign-ins: which are offered to whom, and those of one council."""

from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import GRANTS, Permission, Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.organisation.rules import Kind
from qa_app.sign_in.models import IdentityProvider
from qa_app.sign_in.rules.issuers import State


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


def list_approvers(provider: IdentityProvider, on: date) -> list[Person]:
    """All who may approve it for the whole council but whoever set it up: whoever is there does it."""
    held = (
        select(Appointment, Person)
        .join(
            Membership,
            (Membership.person_id == Appointment.person_id)
            & (Membership.council_id == Appointment.council_id),
        )
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Appointment.place_id == provider.council_id,
            Person.id != provider.asked_by_id,
            in_force(on),
            works_here(on),
        )
        .order_by(Person.id)
    )
    may_approve = {
        person: None
        for appointment, person in db.session.execute(held)
        if Permission.SIGN_ON_APPROVE in GRANTS[appointment.holds]
    }
    return list(may_approve)


def list_to_approve(viewer: Viewer) -> list[IdentityProvider]:
    """Those of the viewer's council that wait, and not for somebody else than them."""
    return [
        one
        for one in list_providers(viewer.council_id)
        if one.state is State.WAITING and one.asked_by_id != viewer.person_id
    ]
