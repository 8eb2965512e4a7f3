"""How long somebody stays signed in, and what needs a fresh sign-in."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from qa_app.access.rules import Role

SHORTEST_IDLE, USUAL_IDLE, LONGEST_IDLE = 15, 60, 120
LONGEST = timedelta(hours=12)
WARNING = timedelta(minutes=5)
FRESH = timedelta(minutes=15)
HALF_SIGNED_IN = timedelta(minutes=10)
SEEN_AT_MOST_EVERY = timedelta(minutes=1)


class Factor(StrEnum):
    """How somebody showed that it is them, beyond a password."""

    CODE = "One-time code"
    RECOVERY_CODE = "Recovery code"
    PASSKEY = "Passkey"
    SINGLE_SIGN_ON = "Single sign-on"


class Ending(StrEnum):
    """Why a session is over."""

    SIGNED_OUT = "Signed out"
    ENDED_BY_PERSON = "Ended from another device"
    ENDED_BY_ADMINISTRATOR = "Ended by an administrator"
    IDLE = "Not used for some time"
    TOO_LONG = "Open for 12 hours"
    CREDENTIALS_CHANGED = "Password or second factor changed"
    NO_LONGER_HERE = "Account disabled or appointment over"
    REPLACED = "Signed in again"
    SINGLE_SIGN_ON_OFF = "The council’s single sign-on was switched off"


@dataclass(frozen=True)
class Times:
    """When a session began and was last used."""

    created: datetime
    last_seen: datetime


def idle_time(minutes: int | None) -> timedelta:
    """A council's choice, within its bounds; an hour when it has made none."""
    chosen = USUAL_IDLE if minutes is None else minutes
    return timedelta(minutes=min(max(chosen, SHORTEST_IDLE), LONGEST_IDLE))


def ends_at(times: Times, idle: timedelta) -> datetime:
    return min(times.last_seen + idle, times.created + LONGEST)


def why_over(times: Times, idle: timedelta, at: datetime) -> Ending | None:
    if at - times.created >= LONGEST:
        return Ending.TOO_LONG
    if at - times.last_seen >= idle:
        return Ending.IDLE
    return None


def warn_at(times: Times, idle: timedelta) -> datetime:
    return ends_at(times, idle) - WARNING


def can_be_prolonged(times: Times, idle: timedelta) -> bool:
    """Whether staying signed in helps: not against the twelve hours."""
    return times.last_seen + idle < times.created + LONGEST


def is_fresh(proved: datetime, at: datetime) -> bool:
    """Whether they proved who they are recently enough for a sensitive act."""
    return at - proved < FRESH


def is_own_proof(factor: Factor | None) -> bool:
    """Whether it is the person's own, rather than the word of whoever runs a council's sign-in."""
    return factor not in (None, Factor.SINGLE_SIGN_ON)


def seen_needs_writing(last_seen: datetime, at: datetime) -> bool:
    return at - last_seen >= SEEN_AT_MOST_EVERY


def needs_a_passkey(
    roles: tuple[object, ...], factor: Factor | None, *, passkeys_required: bool
) -> bool:
    """Administrators use a passkey or their council's single sign-on; for others it is an offer."""
    strong = factor in (Factor.PASSKEY, Factor.SINGLE_SIGN_ON)
    return passkeys_required and Role.ADMINISTRATOR in roles and not strong


def digest_of(secret: str) -> str:
    """What the database keeps of a random 256-bit secret, so that a copy of it opens nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
