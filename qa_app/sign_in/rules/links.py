"""One-use links: what each is for and how long it works."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Purpose(StrEnum):
    INVITATION = "Invitation"
    RESET = "New password"
    NEW_FACTOR = "New second factor"
    NEW_EMAIL = "New email address"
    FIRST_SIGN_ON = "First single sign-on"


LASTS = {
    Purpose.INVITATION: timedelta(days=7),
    Purpose.RESET: timedelta(hours=1),
    Purpose.NEW_FACTOR: timedelta(days=1),
    Purpose.NEW_EMAIL: timedelta(days=1),
    Purpose.FIRST_SIGN_ON: timedelta(hours=1),
}
IN_WORDS = {
    Purpose.INVITATION: "7 days",
    Purpose.RESET: "1 hour",
    Purpose.NEW_FACTOR: "1 day",
    Purpose.NEW_EMAIL: "1 day",
    Purpose.FIRST_SIGN_ON: "1 hour",
}


@dataclass(frozen=True)
class Link:
    """What decides whether a link still works."""

    purpose: Purpose
    made: datetime
    used: datetime | None = None


def works(link: Link, at: datetime) -> bool:
    return link.used is None and link.made <= at < link.made + LASTS[link.purpose]
