"""Tokens: those of a council, and one's own."""

from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer, may_at
from qa_app.api.models import ApiToken
from qa_app.api.rules.tokens import Reads
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person
from qa_app.organisation.queries import viewer_of
from qa_app.organisation.queries.viewers import works_here

MAKES, LENDS = Permission.API_WRITE, Permission.API_LEND
NEWEST_FIRST = (ApiToken.made_at.desc(), ApiToken.id.desc())


def visible_to(viewer: Viewer) -> Select[ApiToken]:
    """All of the council's, for those who make or lend them there; one's own for everybody else."""
    wanted = select(ApiToken).where(ApiToken.council_id == viewer.council_id)
    if any(may_at(viewer, one, viewer.council_path) for one in (MAKES, LENDS)):
        return wanted
    return wanted.where(ApiToken.owner_id == viewer.person_id)


def find_token(public_id: str, viewer: Viewer) -> ApiToken:
    """Raise NoResultFound for another's, as for none at all."""
    wanted = _with_names(visible_to(viewer)).where(ApiToken.public_id == public_id)
    return db.session.scalars(wanted).one()


def find_own(public_id: str, viewer: Viewer) -> ApiToken:
    return db.session.scalars(_own(viewer).where(ApiToken.public_id == public_id)).one()


def list_own(viewer: Viewer) -> list[ApiToken]:
    return list(db.session.scalars(_own(viewer).order_by(*NEWEST_FIRST)))


def count_tokens(viewer: Viewer) -> int:
    wanted = visible_to(viewer).subquery()
    return db.session.scalar(select(func.count()).select_from(wanted)) or 0


def list_tokens(viewer: Viewer, limit: int | None = None, offset: int = 0) -> list[ApiToken]:
    wanted = _with_names(visible_to(viewer)).order_by(*NEWEST_FIRST)
    return list(db.session.scalars(wanted.limit(limit).offset(offset)))


def list_owners(viewer: Viewer, on: date) -> list[tuple[str, str]]:
    """Whoever works in the council that day, by name."""
    wanted = (
        select(Person.public_id, Membership.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.council_id == viewer.council_id, works_here(on))
        .order_by(func.lower(Membership.name), Membership.id)
    )
    return [(public_id, name) for public_id, name in db.session.execute(wanted)]


def find_owner(public_id: str, viewer: Viewer) -> Person:
    return db.session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.council_id == viewer.council_id, Person.public_id == public_id)
    ).one()


def owner_of(token: ApiToken, on: date) -> Viewer | None:
    """As they stand that day; None when they have left, are disabled or hold nothing."""
    return viewer_of(token.owner, token.council, on)


def may_own(owner: Viewer, path: str) -> bool:
    """Whoever sees no figures of a place has none read to them by a program either."""
    return may_at(owner, Permission.INSIGHT_READ, path)


def reads_of(token: ApiToken, owner: Viewer, on: date) -> Reads:
    """No more than its owner could put into a report themselves: of that, counts are left."""
    lent = token.reads_on(on)
    return lent if may_export(owner, token.place.path) else Reads.COUNTS


def may_export(owner: Viewer, path: str) -> bool:
    needed = (Permission.REPORT_READ, Permission.AUDIT_READ, Permission.INSIGHT_READ)
    return all(may_at(owner, one, path) for one in needed)


def _own(viewer: Viewer) -> Select[ApiToken]:
    return _with_names(
        select(ApiToken).where(
            ApiToken.council_id == viewer.council_id, ApiToken.owner_id == viewer.person_id
        )
    )


def _with_names(wanted: Select[ApiToken]) -> Select[ApiToken]:
    people = (ApiToken.owner_here, ApiToken.made_by_here, ApiToken.lent_by_here)
    return wanted.options(joinedload(ApiToken.place), *(joinedload(one) for one in people))
