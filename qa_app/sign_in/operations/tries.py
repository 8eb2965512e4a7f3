"""Count tries. Each count is kept at once, whatever follows, so that many tries at once gain nothing."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.sign_in.models import Throttle
from qa_app.sign_in.rules.throttling import (
    LIMITS,
    Counted,
    after_a_right_one,
    after_a_try,
    too_many,
    wait_left,
)

Against = tuple[Counted, str]


class TooManyTries(DomainError):
    """This account or address has to wait."""


def count_try(*against: Against, at: datetime) -> None:
    """Count a try before looking at it, or say how long to wait; ends the transaction."""
    rows = [(counted, locked(counted, name, at)) for counted, name in against]
    if wait := max(wait_left(row.tries, at) for _, row in rows):
        db.session.commit()
        raise TooManyTries(too_many(wait))
    for counted, row in rows:
        row.tries, row.last_at = after_a_try(row.tries, LIMITS[counted], at), at
    # The lock is let go here: a password takes long to check, and nobody waits for another's.
    db.session.commit()


def forgive(*against: Against, at: datetime) -> None:
    """It was right after all."""
    for counted, name in against:
        row = locked(counted, name, at)
        row.tries = after_a_right_one(row.tries, counted)


def locked(counted: Counted, name: str, at: datetime) -> Throttle:
    """The row of this account or address, made when there is none, held until the transaction ends."""
    insert = sqlite.insert if db.is_sqlite else postgresql.insert
    digest = digest_of(counted, name)
    values = {"counted": counted, "digest": digest, "tried_at": [], "waits": 0, "last_at": at}
    db.session.execute(insert(Throttle).values(**values).on_conflict_do_nothing())
    wanted = select(Throttle).where(Throttle.counted == counted, Throttle.digest == digest)
    wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(wanted).one()


def digest_of(counted: Counted, name: str) -> str:
    return hashlib.sha256(f"{counted.name} {name}".encode()).hexdigest()
