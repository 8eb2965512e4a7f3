"""How a report stands on its way: waiting, being made, ready, and gone after a week."""

from datetime import datetime, timedelta
from enum import StrEnum

# The file lies on the server no longer than this; the note of who took what stays.
KEPT_FOR = timedelta(days=7)
# Whoever makes a report says so every few seconds; a longer silence is that of somebody who died.
SILENT_AFTER = timedelta(minutes=2)
MOST_TRIES = 3
# Of one person at a time, so that nobody fills the queue for everybody.
MOST_WAITING = 3


class State(StrEnum):
    QUEUED = "Waiting to be made"
    MAKING = "Being made"
    READY = "Ready"
    FAILED = "Not made"
    CANCELLED = "Called off"
    EXPIRED = "Deleted"


IN_HAND = (State.QUEUED, State.MAKING)
MAY_BE_TRIED_AGAIN = (State.FAILED, State.CANCELLED, State.EXPIRED)

BROKE_OFF = f"The service stopped {MOST_TRIES} times while it was made. Choose fewer months or one place, then try again."
NO_LONGER_PERMITTED = "You may no longer open reports."
TOO_LONG = "It has more rows than a sheet of Excel can hold. Choose fewer months or one place, then ask again."
NO_ROOM = "There is not enough room on the server’s disk. Ask your administrator, then try again."
UNFORESEEN = "Something went wrong while it was made. Try again; if it goes wrong again, tell your administrator."
QUOTE_GONE = "A quote in this paper was taken back since it was made, so it is given to nobody. Ask for a new one."
SEES_OTHERWISE = "What you may see has changed since this was made, so it cannot be fetched. Try again to have it made anew."


def is_silent(heard_at: datetime | None, at: datetime) -> bool:
    return heard_at is None or at - heard_at >= SILENT_AFTER


def is_over(expires_at: datetime | None, at: datetime) -> bool:
    return expires_at is not None and at >= expires_at
