"""When a conversation can be booked and noted."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from qa_app.foundation.errors import Reason

LONGEST_AHEAD = timedelta(days=180)
USUAL_MINUTES = 45
LONGEST_NOTE = 2000
MINUTES = ("30", "45", "60", "90")


class Held(StrEnum):
    """How it was had, or that it was not wanted."""

    MET = "We met"
    CALLED = "We talked by telephone or video"
    NOT_WANTED = "It was offered, and the practitioner did not want it"


# Of these the practitioner was part.
TALKED = (Held.MET, Held.CALLED)


def why_not_book(wanted: datetime, at: datetime) -> str:
    if wanted <= at:
        return "Enter a day and time that are still to come"
    if wanted > at + LONGEST_AHEAD:
        return "Enter a day within the next six months"
    return ""


def why_not_note(
    held_on: date,
    *,
    begun_on: date,
    today: date,
    is_withdrawn: bool,
    is_noted: bool,
    is_too_early: bool = False,
) -> list[str]:
    """It is too early while an audit is a draft: for anybody but its auditor, and to say that nobody wanted to talk."""
    if is_too_early:
        return ["This audit has not been submitted, so there is nothing to have talked about yet"]
    if is_withdrawn:
        return ["This audit has been withdrawn, so no conversation is noted any more"]
    if is_noted:
        return ["This conversation has been noted already"]
    if held_on > today:
        return [Reason("The day of the conversation must be today or in the past", "held_on")]
    if held_on < begun_on:
        return [Reason("The day of the conversation must be after the audit was begun", "held_on")]
    return []
