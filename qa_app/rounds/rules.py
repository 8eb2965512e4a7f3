"""The states of an allocation, and when it is late."""

from datetime import date, timedelta
from enum import StrEnum


class State(StrEnum):
    TO_DO = "To do"
    STARTED = "Started"
    DONE = "Done"
    WITHDRAWN = "Withdrawn"


NEXT = {
    State.TO_DO: {State.STARTED, State.WITHDRAWN},
    State.STARTED: {State.DONE, State.WITHDRAWN},
    State.DONE: {State.WITHDRAWN},
    State.WITHDRAWN: set(),
}


CAN_BE_TAKEN_BACK_FOR = timedelta(days=1)
OPEN = (State.TO_DO, State.STARTED)


def may_move(current: State, to: State) -> bool:
    return to in NEXT[current]


def is_late(state: State, due_on: date, today: date) -> bool:
    return state in OPEN and due_on < today


def first_of_month(day: date) -> date:
    return day.replace(day=1)
