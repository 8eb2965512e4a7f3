"""Find the token of a request and count its use, in a transaction of its own: a refused one counts too."""

from contextvars import Context
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, select, update
from sqlalchemy.orm import Session, joinedload

from qa_app.api.models import ApiToken
from qa_app.api.rules.tokens import LONGEST_SECRET, PREFIX, Used, minute_of
from qa_app.foundation.database import db
from qa_app.sign_in.rules.sessions import digest_of


@dataclass(frozen=True)
class Shown:
    """The token that a secret belongs to, and how often it has asked."""

    token_id: int
    used: Used


def count_use(secret: str, at: datetime) -> Shown | None:
    """None where no token has this secret."""
    if not secret.startswith(PREFIX) or len(secret) > LONGEST_SECRET:
        return None
    # Outside of what only reads, so that it takes its turn among the writers.
    return Context().run(_counted, digest_of(secret), at)


def _counted(digest: str, at: datetime) -> Shown | None:
    with db.apart() as session:
        return _count(session, digest, at)


def _count(session: Session, digest: str, at: datetime) -> Shown | None:
    """In one statement, however many processes are asked at once."""
    minute = minute_of(at)
    counted = (
        update(ApiToken)
        .where(ApiToken.digest == digest)
        .values(
            asked_in_it=case((ApiToken.last_minute == minute, ApiToken.asked_in_it + 1), else_=1),
            last_minute=minute,
        )
        .returning(ApiToken.id, ApiToken.asked_in_it)
        .execution_options(synchronize_session=False)
    )
    found = session.execute(counted).one_or_none()
    return Shown(found.id, Used(found.asked_in_it, minute)) if found else None


def token_of(shown: Shown) -> ApiToken:
    """With its place, its council and its owner."""
    there = (joinedload(one) for one in (ApiToken.place, ApiToken.council, ApiToken.owner))
    wanted = select(ApiToken).where(ApiToken.id == shown.token_id).options(*there)
    return db.session.scalars(wanted).one()
