"""When an email is tried again, when it is given up, and what an email may say."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from qa_app.foundation.clock import as_london

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WAITS = (MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR)
MOST_ATTEMPTS = len(WAITS) + 1

# Longer than any talk with a mail server lasts: until then nobody else takes the email up.
CLAIMED_FOR = 15 * MINUTE

KEPT_FOR = timedelta(days=90)

# An email whose key begins so can wait for the morning: it leaves between these hours of London alone.
BY_DAY = "by-day:"
MORNING, EVENING = 8, 18

# What may stand in an email beside our own words. Nothing here says anything about a child: a mailbox
# is read on telephones, forwarded, and kept for years by people we do not know.
FIELDS = {
    "address",
    "count",
    "council",
    "day",
    "due",
    "lasts",
    "month",
    "name",
    "place",
    "role",
    "time",
    "what",
}


# What somebody has to do, once a day: their work at most in numbers, and where to read it.
DIGEST = """Hello {name}

{what}

Sign in to see more:
{address}
"""


@dataclass(frozen=True)
class Letter:
    """What an email says, with places for the fields above."""

    subject: str
    text: str


@dataclass(frozen=True)
class Reminder:
    """One email, ready to be queued."""

    to: str
    subject: str
    text: str
    once: str


@dataclass(frozen=True)
class Reminders:
    """Those of a council at a moment; or why there are none, and whose work nobody hears of."""

    reminders: list[Reminder] = field(default_factory=list)
    unreached: list[str] = field(default_factory=list)
    why_none: str = ""


def next_try(attempts: int, at: datetime) -> datetime | None:
    """The more often it failed the longer it waits; None when it has been tried often enough."""
    return at + WAITS[attempts - 1] if 0 < attempts <= len(WAITS) else None


def is_by_day(at: datetime) -> bool:
    return MORNING <= as_london(at).hour < EVENING
