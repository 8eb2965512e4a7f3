"""What follows an audit with the lowest grade: five working days to say what was put right."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from qa_app.foundation.clock import working_days_after

WORKING_DAYS = 5


class State(StrEnum):
    TO_ANSWER = "To answer"
    LATE = "Late"
    ANSWERED = "Answered, waits for the re-audit"
    CLOSED = "Closed"


class Siblings(StrEnum):
    """Whether brothers and sisters need looking at."""

    NONE = "There are none on a list here"
    NO = "No, what was found does not touch them"
    LOOKED = "Yes, and their records have been looked at"
    TO_LOOK = "Yes, and their records are still to be looked at"


class Closed(StrEnum):
    RE_AUDITED = "The record was audited again, and it is better"
    NOT_BETTER = (
        "The record was audited again, and it is not better: that audit is followed instead"
    )
    NOT_AGREED = "After the second opinion no grade is the lowest"
    NO_LONGER_OPEN = "The record is closed, so it cannot be audited again"


# A second audit is the usual end; it is named.
NEEDS_ANOTHER = (Closed.RE_AUDITED, Closed.NOT_BETTER)

ANSWERED = "This has been answered. Change the answer on its page"
NOT_ANSWERED = "Say first what was put right"
CLOSED = "This has been closed"
STILL_THE_LOWEST = "A grade that counts is still the lowest. Select another way in which it ends"


def state_of(*, is_said: bool, is_closed: bool, due_on: date, today: date) -> State:
    if is_closed:
        return State.CLOSED
    if is_said:
        return State.ANSWERED
    return State.LATE if today > due_on else State.TO_ANSWER


def working_days_late(due_on: date, answered_on: date, off: Collection[date] = ()) -> int:
    """0 where it was answered in time; on a day off after it was due, as on the working day that follows."""
    if answered_on <= due_on:
        return 0
    late = 1
    while (due_on := working_days_after(due_on, 1, off)) < answered_on:
        late += 1
    return late
