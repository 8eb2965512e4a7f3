"""What a token reads, how long it lasts, and how often it may ask."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from qa_app.reports.rules.levels import Level

# In front of every secret, so that one that was left lying in a file is known for what it is.
PREFIX = "cfa_"
LONGEST_SECRET = 100
# A made-up name stays the same as long as its secret does, and nobody can make it without the secret.
NAMES = b"names of records"

LONGEST_DAYS = 366
# What people wrote, and records, are lent for a quarter at most; then somebody thinks about it again.
LONGEST_GRANT_DAYS = 92

A_MINUTE = 60


class Reads(StrEnum):
    """What a token reads. Each reads all that those before it do."""

    COUNTS = "Counts, with small ones hidden"
    IN_FULL = "Counts in full, and a row for each audit under a made-up name"
    TEXT = "Counts in full, rows, and what was found in words"
    REFERENCES = "Counts in full, rows and words, under the records’ own references"

    def reaches(self, other: "Reads") -> bool:
        order = [*Reads]
        return order.index(self) >= order.index(other)

    @property
    def level(self) -> Level:
        """Whoever looks at a chart made from counts may not open the audits behind it."""
        return Level.COUNCIL if self is Reads.COUNTS else Level.INTERNAL


class State(StrEnum):
    WAITING = "Waiting for its secret"
    IN_USE = "In use"
    OVER = "Over"
    ENDED = "Ended"


@dataclass(frozen=True)
class Lent:
    """What information governance has let a token read beyond counts, and until which day."""

    reads: Reads
    until: date | None

    def on(self, day: date) -> Reads:
        """Counts alone again, from the day after."""
        return self.reads if self.until and day <= self.until else Reads.COUNTS


def state_of(*, has_secret: bool, ends_on: date, ended: bool, today: date) -> State:
    if ended:
        return State.ENDED
    if ends_on < today:
        return State.OVER
    return State.IN_USE if has_secret else State.WAITING


def why_not_until(last: date | None, today: date, *, longest: int) -> str:
    """Nothing where a day may be the last one."""
    if last is None:
        return "Enter the last day"
    if last < today:
        return "The last day must be today or later"
    if last > today + timedelta(days=longest):
        return f"The last day must be within {longest} days from today"
    return ""


def key_for_names(secret: str) -> bytes:
    return hmac.digest(secret.encode(), NAMES, sha256)


@dataclass(frozen=True)
class Used:
    """How often a token has asked in the minute that this request is in, itself included."""

    number: int
    minute: datetime

    @property
    def is_too_often(self) -> bool:
        return self.number > A_MINUTE

    @property
    def left(self) -> int:
        return max(0, A_MINUTE - self.number)

    def seconds_until_next(self, at: datetime) -> int:
        return max(1, 60 - int((at - self.minute).total_seconds()))


def minute_of(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
