"""When wrong tries are answered with a wait. The wait is one account's alone and grows."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil


class Counted(StrEnum):
    """What tries are counted against."""

    SIGN_IN = "Sign-ins to one account"
    CODE = "Codes for one account"
    ADDRESS = "Tries from one network address"
    RESET = "Reset links for one account"
    RESETS_FROM_ADDRESS = "Reset links asked for from one network address"


@dataclass(frozen=True)
class Limit:
    """So many tries within so long; then a wait, which doubles each time up to the longest."""

    tries: int
    within: timedelta
    first_wait: timedelta
    longest_wait: timedelta
    forgotten_after: timedelta = timedelta(days=1)


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

LIMITS = {
    Counted.SIGN_IN: Limit(5, MINUTE, first_wait=MINUTE, longest_wait=15 * MINUTE),
    Counted.CODE: Limit(5, MINUTE, first_wait=MINUTE, longest_wait=15 * MINUTE),
    # A whole council may sit behind one address: soft, and it never grows.
    Counted.ADDRESS: Limit(300, 10 * MINUTE, first_wait=MINUTE, longest_wait=MINUTE),
    Counted.RESET: Limit(5, 24 * HOUR, first_wait=HOUR, longest_wait=HOUR),
    Counted.RESETS_FROM_ADDRESS: Limit(60, HOUR, first_wait=10 * MINUTE, longest_wait=10 * MINUTE),
}


@dataclass(frozen=True)
class Tries:
    """What is remembered of one account or address: the moments of late, and the waits so far."""

    at: tuple[datetime, ...] = ()
    shut_until: datetime | None = None
    waits: int = 0


def wait_left(tries: Tries, at: datetime) -> timedelta:
    """How long until another try is looked at; nothing when it may be made now."""
    if tries.shut_until is None or tries.shut_until <= at:
        return timedelta()
    return tries.shut_until - at


def after_a_try(tries: Tries, limit: Limit, at: datetime) -> Tries:
    """Count a try before its answer is known. The last one allowed shuts the door behind it."""
    if tries.at and at - tries.at[-1] >= limit.forgotten_after:
        tries = Tries()
    recent = (*(one for one in tries.at if at - one < limit.within), at)[-limit.tries :]
    if len(recent) < limit.tries:
        return replace(tries, at=recent)
    wait = min(limit.first_wait * 2 ** min(tries.waits, 10), limit.longest_wait)
    shut_until = max(at + wait, recent[0] + limit.within)
    return Tries(at=recent, shut_until=shut_until, waits=tries.waits + 1)


def after_a_right_one(tries: Tries, counted: Counted) -> Tries:
    """A right answer clears the account; of an address it takes back only its own try."""
    if counted is Counted.ADDRESS:
        return replace(tries, at=tries.at[:-1], shut_until=None)
    return Tries()


def wait_in_words(wait: timedelta) -> str:
    minutes = max(1, ceil(wait / MINUTE))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def too_many(wait: timedelta) -> str:
    """The same for an account that exists and one that does not."""
    return f"You have tried too many times. Wait {wait_in_words(wait)}, then try again"
