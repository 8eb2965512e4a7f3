"""What a concern is about, how far it has come, who hears of it and when."""

from qa_app.concerns.rules.states import (
    WHY_NOT_SUBMIT,
    About,
    Reached,
    State,
    may_submit,
    state_of,
    why_not_close,
    why_not_received_by,
    why_not_told,
)
from qa_app.concerns.rules.telling import (
    LADDER,
    Rung,
    is_office_hours,
    rungs_due,
    working_time_between,
)

__all__ = [
    "LADDER",
    "WHY_NOT_SUBMIT",
    "About",
    "Reached",
    "Rung",
    "State",
    "is_office_hours",
    "may_submit",
    "rungs_due",
    "state_of",
    "why_not_close",
    "why_not_received_by",
    "why_not_told",
    "working_time_between",
]
