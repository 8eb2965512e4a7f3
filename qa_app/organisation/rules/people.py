"""What is known of somebody, and when an account counts as unused."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from qa_app.foundation.errors import Reason
from qa_app.organisation.rules.settings import may_be_invited

UNUSED_DAYS = (30, 90)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class State(StrEnum):
    """How somebody stands with the council, as the list of people filters them."""

    WORKING = "Working here"
    NOT_SEEN = "Never signed in"
    LEAVING = "Leaving"
    LEFT = "Has left"
    TO_COME = "Starts later"
    ENDED = "No role now"
    DISABLED = "Disabled"


@dataclass(frozen=True)
class Details:
    """What a council writes down about somebody."""

    name: str
    email: str
    job_title: str = ""
    hours: float = 1.0
    line_manager_id: int | None = None
    staff_number: str = ""


def why_not_these_details(details: Details, domains: list[str]) -> list[str]:
    reasons: list[str] = []
    if not details.name:
        reasons.append(Reason("Enter their name", "name"))
    if not EMAIL.fullmatch(details.email):
        reasons.append(
            Reason(
                "Enter an email address in the correct format, like name@example.gov.uk", "email"
            )
        )
    elif not may_be_invited(details.email, domains):
        reasons.append(
            Reason(f"Enter an email address that ends in @{' or @'.join(domains)}", "email")
        )
    if not 0 < details.hours <= 1:
        reasons.append(
            Reason("Enter hours as a share of full time, more than 0 and at most 1", "hours")
        )
    return reasons


class Use(StrEnum):
    """How lately an account was used, the longest unused first. Being added counts as a use."""

    NOT_FOR_LONG = f"Not used for {UNUSED_DAYS[1]} days or more"
    NOT_LATELY = f"Not used for {UNUSED_DAYS[0]} to {UNUSED_DAYS[1] - 1} days"
    LATELY = f"Used or added in the last {UNUSED_DAYS[0]} days"


def use_of(last_seen_at: datetime | None, added_at: datetime, at: datetime) -> Use:
    fewer, more = UNUSED_DAYS
    if is_unused(last_seen_at, added_at, at, more):
        return Use.NOT_FOR_LONG
    return Use.NOT_LATELY if is_unused(last_seen_at, added_at, at, fewer) else Use.LATELY


def use_in_words(last_seen_at: datetime | None, added_at: datetime, at: datetime) -> str:
    days = (at - (last_seen_at or added_at)).days
    ago = {0: "today", 1: "yesterday"}.get(days, f"{days:,} days ago")
    return f"last used {ago}" if last_seen_at else f"never used, added {ago}"


def is_unused(last_seen_at: datetime | None, added_at: datetime, at: datetime, days: int) -> bool:
    """Not seen for so many days; somebody who never signed in counts from when they were added."""
    return (last_seen_at or added_at) < at - timedelta(days=days)


def all_within(paths: Collection[str], wider: Collection[str]) -> bool:
    """Is each of these places at or below one of those?"""
    return all(any(path.startswith(place) for place in wider) for path in paths)
