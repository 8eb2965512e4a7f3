"""Decisions about rounds: states, plans, the draw, who may read what, when it is due, whom to remind."""

from qa_app.rounds.rules.months import first_of_month, months_back
from qa_app.rounds.rules.states import (
    CAN_BE_TAKEN_BACK_FOR,
    OPEN,
    State,
    has_passed,
    is_late,
    may_close,
    may_move,
    why_not_a_reader,
)

__all__ = [
    "CAN_BE_TAKEN_BACK_FOR",
    "OPEN",
    "State",
    "first_of_month",
    "has_passed",
    "is_late",
    "may_close",
    "may_move",
    "months_back",
    "why_not_a_reader",
]
