"""Sections that somebody from another agency answers: who sees what, and when the audit may go on."""

from datetime import date, timedelta
from enum import StrEnum

LATEST = timedelta(weeks=13)


class GivenState(StrEnum):
    GIVEN = "With the partner"
    HANDED_IN = "Handed in"
    RELEASED = "Taken back"


def state_of(*, is_handed_in: bool, is_released: bool) -> GivenState:
    if is_released:
        return GivenState.RELEASED
    return GivenState.HANDED_IN if is_handed_in else GivenState.GIVEN


def is_hidden_from_lead(state: GivenState) -> bool:
    """Until it is handed in, what a partner types is theirs alone."""
    return state is GivenState.GIVEN


def is_partners(state: GivenState) -> bool:
    """Whether the partner alone may write in it; what they hand in, nobody rewrites."""
    return state is not GivenState.RELEASED


def why_not_due(on: date, today: date, access_ends: date | None) -> str:
    """Nothing where the partner can answer until then."""
    if on < today:
        return "Enter today or a later day"
    if on > today + LATEST:
        return "Enter a day within 13 weeks"
    if access_ends is not None and on > access_ends:
        return (
            "Their access ends before that day. Enter an earlier one, or have their access renewed"
        )
    return ""
