"""Begin and end sessions."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Update, update

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person, Place
from qa_app.organisation.operations.people import note_seen
from qa_app.organisation.queries import councils_of
from qa_app.sign_in.models import IdentityProvider, SignInSession
from qa_app.sign_in.queries import first_council
from qa_app.sign_in.rules.sessions import Ending, Factor, digest_of
from qa_app.trail.operations import record

VOUCHES_FOR_ONE = (
    "You signed in through one council, which cannot say who you are in another. Sign out, then sign"
    " in with your password or passkey"
)


def begin(
    person: Person,
    secret: str,
    at: datetime,
    *,
    device: str = "",
    factor: Factor | None = None,
    council: Place | None = None,
    provider: IdentityProvider | None = None,
) -> SignInSession:
    """Open a session; without a factor it only waits for one. An only council is chosen at once."""
    if factor is Factor.SINGLE_SIGN_ON:
        council = council_vouched_for(provider, council)
    councils = councils_of(person, london_day(at)) if factor else []
    if council is not None:
        councils = [one for one in councils if one.id == council.id]
    session = SignInSession(
        digest=digest_of(secret),
        person=person,
        council=councils[0] if len(councils) == 1 else None,
        factor=factor,
        provider_id=provider.id if provider else None,
        device=device,
        created_at=at,
        proved_at=at,
        last_seen_at=at,
    )
    db.session.add(session)
    db.session.flush()
    if session.council_id:
        note_signed_in(session, at)
    return session


def council_vouched_for(provider: IdentityProvider | None, council: Place | None) -> Place:
    """A council's own sign-in says who somebody is in that council, and nowhere else."""
    if provider is None or (council is not None and council.id != provider.council_id):
        raise DomainError(VOUCHES_FOR_ONE)
    return provider.council


def note_signed_in(session: SignInSession, at: datetime) -> None:
    note_use(session, at)
    record(
        "sign-in:signed-in",
        None,
        session.person,
        council_id=session.council_id,
        by_id=session.person_id,
        at=at,
        factor=session.factor and session.factor.name,
    )


def choose_council(session: SignInSession, council: Place, at: datetime) -> None:
    """Work in one of the councils that have appointed them."""
    if session.provider_id is not None or session.factor is Factor.SINGLE_SIGN_ON:
        raise DomainError(VOUCHES_FOR_ONE)
    if council not in councils_of(session.person, london_day(at)):
        raise DomainError("Select one of your councils")
    session.council = council
    db.session.flush()
    note_signed_in(session, at)


def prove_again(session: SignInSession, factor: Factor, at: datetime) -> bool:
    """They have shown anew who they are. False when the session was ended meanwhile."""
    return changed(session, proved_at=at, last_seen_at=at, factor=factor)


def stay(session: SignInSession, at: datetime) -> bool:
    """Note that a session is used. A session that somebody has ended stays ended."""
    note_use(session, at)
    return changed(session, last_seen_at=at)


def end(session: SignInSession, ending: Ending, at: datetime, by: Viewer | None = None) -> bool:
    if not changed(session, ended_at=at, ending=ending):
        return False
    if session.council_id:
        record(
            "sign-in:session-ended",
            by,
            session.person,
            council_id=session.council_id,
            by_id=session.person_id if ending is Ending.SIGNED_OUT else None,
            at=at,
            why=ending.name,
        )
    return True


def end_all(
    person: Person,
    ending: Ending,
    at: datetime,
    *,
    keep: SignInSession | None = None,
    council_id: int | None = None,
    by: Viewer | None = None,
) -> int:
    """End every session of a person, every other one, or those at one council; returns how many."""
    open_ones = update(SignInSession).where(
        SignInSession.person_id == person.id, SignInSession.ended_at.is_(None)
    )
    if keep is not None:
        open_ones = open_ones.where(SignInSession.id != keep.id)
    if council_id is not None:
        open_ones = open_ones.where(SignInSession.council_id == council_id)
    if count := rows_changed(open_ones.values(ended_at=at, ending=ending)):
        record(
            "sign-in:sessions-ended",
            by,
            person,
            council_id=council_id or first_council(person, at),
            at=at,
            why=ending.name,
            count=count,
        )
    return count


def end_those_by(provider: IdentityProvider, at: datetime) -> int:
    """End every session that began by a council's own sign-in; returns how many."""
    open_ones = update(SignInSession).where(
        SignInSession.provider_id == provider.id, SignInSession.ended_at.is_(None)
    )
    return rows_changed(open_ones.values(ended_at=at, ending=Ending.SINGLE_SIGN_ON_OFF))


def changed(session: SignInSession, **values: object) -> bool:
    """Change a session only while it is open, in one statement: a request in flight revives nothing."""
    still_open = update(SignInSession).where(
        SignInSession.id == session.id, SignInSession.ended_at.is_(None)
    )
    return rows_changed(still_open.values(**values)) == 1


def rows_changed(statement: Update) -> int:
    return cast("CursorResult[Any]", db.session.execute(statement)).rowcount


def note_use(session: SignInSession, at: datetime) -> None:
    if session.council_id:
        note_seen(session.person_id, session.council_id, at)
