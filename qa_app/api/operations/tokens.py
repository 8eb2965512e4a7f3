"""Make a token and its secret, lend it more than counts, take that back, end it."""

from dataclasses import dataclass
from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.api.models import ApiToken
from qa_app.api.queries.tokens import may_export, may_own, owner_of
from qa_app.api.rules.letters import TO_ITS_OWNER
from qa_app.api.rules.tokens import (
    LONGEST_DAYS,
    LONGEST_GRANT_DAYS,
    Reads,
    State,
    why_not_until,
)
from qa_app.foundation.clock import london_day, long_date
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Person, Place
from qa_app.organisation.queries.people import names_of
from qa_app.outbox.operations import queue
from qa_app.sign_in.rules.sessions import digest_of
from qa_app.trail.operations import record

NOT_IN_USE = "This token is over. Make another one"
OWNER_HAS_LEFT = "Its owner no longer works here. End this token and make another one"
THEIR_OWN = "Somebody else has to decide about a token that you own or have made"
OWNER_MAY_NOT = (
    "Its owner may not make reports of this place themselves. Choose counts, or another owner"
)
OWNER_NOT_HERE = "The owner must work here on the day that the token is made"
OWNER_SEES_NONE = "Its owner sees no figures of this place. Choose somebody who does"
LASTS_LONGER = "The last day must not be after that of the token"


@dataclass(frozen=True)
class Wanted:
    purpose: str
    place: Place
    owner: Person
    ends_on: date | None


def make_token(wanted: Wanted, *, by: Viewer, at: datetime, address: str) -> ApiToken:
    """Of counts. Its owner is told, and has its secret made."""
    today = london_day(at)
    if why := why_not_until(wanted.ends_on, today, longest=LONGEST_DAYS):
        raise DomainError(Reason(why, "ends_on"))
    assert wanted.ends_on is not None  # noqa: S101 – the rule has just said so
    token = ApiToken(
        council_id=by.council_id,
        purpose=wanted.purpose.strip(),
        place=wanted.place,
        owner=wanted.owner,
        made_by_id=by.person_id,
        made_at=at,
        ends_on=wanted.ends_on,
    )
    db.session.add(token)
    db.session.flush()
    owner = owner_of(token, today)
    if owner is None:
        raise DomainError(Reason(OWNER_NOT_HERE, "owner"))
    if not may_own(owner, wanted.place.path):
        raise DomainError(Reason(OWNER_SEES_NONE, "owner"))
    record(
        "api-token:made",
        by,
        token,
        at=at,
        owner=wanted.owner.public_id,
        place=wanted.place.public_id,
        until=wanted.ends_on.isoformat(),
    )
    queue(
        to=wanted.owner.email,
        subject=TO_ITS_OWNER.subject,
        text=TO_ITS_OWNER.text.format(
            name=names_of([wanted.owner.id], by.council_id).get(wanted.owner.id, wanted.owner.name),
            council=by.council,
            day=long_date(wanted.ends_on),
            address=address,
        ),
        council_id=by.council_id,
        once=f"api-token:{token.public_id}",
        at=at,
    )
    return token


def keep_secret(token: ApiToken, secret: str, *, by: Viewer, at: datetime) -> None:
    """The last one stops working: whoever had it has it no more."""
    _check_in_use(token, at)
    token.digest, token.secret_made_at = digest_of(secret), at
    record("api-token:secret-made", by, token, at=at)


def lend(
    token: ApiToken, reads: Reads, until: date | None, why: str, *, by: Viewer, at: datetime
) -> None:
    """By somebody who neither owns nor made it, and no more than its owner could export themselves."""
    _check_in_use(token, at)
    today = london_day(at)
    if by.person_id in (token.owner_id, token.made_by_id):
        raise DomainError(THEIR_OWN)
    longest = LONGEST_DAYS if reads is Reads.IN_FULL else LONGEST_GRANT_DAYS
    if wrong := why_not_until(until, today, longest=longest):
        raise DomainError(Reason(wrong, "until"))
    assert until is not None  # noqa: S101 – the rule has just said so
    if until > token.ends_on:
        raise DomainError(Reason(LASTS_LONGER, "until"))
    owner = owner_of(token, today)
    if owner is None:
        raise DomainError(OWNER_HAS_LEFT)
    if not may_export(owner, token.place.path):
        raise DomainError(Reason(OWNER_MAY_NOT, "reads"))
    token.lent, token.lent_until, token.lent_why = reads, until, why.strip()
    token.lent_by_id, token.lent_at = by.person_id, at
    record(
        "api-token:lent",
        by,
        token,
        at=at,
        reads=reads.name,
        until=until.isoformat(),
        purpose=token.lent_why,
    )


def take_back(token: ApiToken, *, by: Viewer, at: datetime) -> None:
    token.lent, token.lent_until = Reads.COUNTS, None
    record("api-token:taken-back", by, token, at=at)


def end(token: ApiToken, *, by: Viewer, at: datetime) -> None:
    """At once, and for good."""
    if token.ended_at is None:
        token.ended_at, token.ended_by_id, token.digest = at, by.person_id, None
        record("api-token:ended", by, token, at=at)


def _check_in_use(token: ApiToken, at: datetime) -> None:
    if token.state_on(london_day(at)) in (State.ENDED, State.OVER):
        raise DomainError(NOT_IN_USE)
