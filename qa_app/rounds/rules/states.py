"""The states of an allocation, and when it is late."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from qa_app.foundation.clock import london_day


class State(StrEnum):
    TO_DO = "To do"
    STARTED = "Started"
    DONE = "Done"
    PAUSED = "Paused"
    EXEMPT = "Exempt"
    WITHDRAWN = "Withdrawn"


NEXT = {
    State.TO_DO: {State.STARTED, State.PAUSED, State.EXEMPT, State.WITHDRAWN},
    State.STARTED: {State.DONE, State.PAUSED, State.EXEMPT, State.WITHDRAWN},
    # Out of these it goes back to what it was, by whoever runs the programme; never by being worked on.
    State.PAUSED: {State.EXEMPT, State.WITHDRAWN},
    State.EXEMPT: {State.WITHDRAWN},
    State.DONE: {State.WITHDRAWN},
    State.WITHDRAWN: set(),
}


CAN_BE_TAKEN_BACK_FOR = timedelta(days=1)
OPEN = (State.TO_DO, State.STARTED)


def may_move(current: State, to: State) -> bool:
    return to in NEXT[current]


def has_passed(due_on: date, due_at: datetime | None, at: datetime) -> bool:
    """By the hour where there is one; else at the end of the day."""
    return due_at < at if due_at else due_on < london_day(at)


def is_late(state: State, due_on: date, due_at: datetime | None, at: datetime) -> bool:
    return state in OPEN and has_passed(due_on, due_at, at)


def may_close(done: int, left: int, due_on: date, today: date) -> bool:
    """When its end has come, or all that was given out in it is done."""
    return due_on < today or bool(done and not left)


def why_not_a_reader(is_inspector: bool, last_day: date | None, today: date) -> str:
    """What keeps somebody from being named a round to read; nothing when they may be."""
    if not is_inspector:
        return "Rounds are named for an inspector or adviser alone"
    if last_day is None or last_day < today:
        return "Their access has ended, so that no round can be named for them"
    return ""
