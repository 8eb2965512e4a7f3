"""What may be done to an audit that was given out, by whom, and what it does to the figures."""

from datetime import date, timedelta
from enum import StrEnum

from qa_app.rounds.rules.states import State


class Act(StrEnum):
    GIVEN = "Given to another auditor"
    DECLINED = "Declined by the auditor"
    REPLACED = "Replaced by the next record in turn"
    PUT_OFF = "Put off to a later day"
    PAUSED = "Paused"
    GONE_ON = "Gone on after a pause"
    EXEMPTED = "Left out of what is due"
    DUE_AGAIN = "Due again"
    WITHDRAWN = "Withdrawn"


class Decline(StrEnum):
    """What an auditor may say; the words stand in a list to choose from."""

    CONFLICT = "I have a conflict of interest"
    KNOWS_FAMILY = "I know the child or the family"
    LINE_MANAGEMENT = "I manage, or am managed by, somebody on the record"
    NO_TIME = "I cannot do it in time"
    OTHER = "Another reason"


LONGEST_BY_A_LINE_MANAGER = timedelta(days=7)

# Out of what is due, openly: they stand beside the figure with a count of their own.
LEFT_OUT = (State.PAUSED, State.EXEMPT)

STATE_AFTER = {
    Act.PAUSED: State.PAUSED,
    Act.EXEMPTED: State.EXEMPT,
    Act.WITHDRAWN: State.WITHDRAWN,
    Act.REPLACED: State.WITHDRAWN,
}


def why_not_put_off(
    due_on: date, to: date, *, runs_the_programme: bool, is_line_manager: bool, already: timedelta
) -> str | None:
    """A line manager gives a week in all; whoever runs the programme as long as it takes."""
    if to <= due_on:
        return "Enter a day after the one on which it is due now"
    if runs_the_programme:
        return None
    if not is_line_manager:
        return "Their line manager, or whoever runs the programme, can put this off"
    if already + (to - due_on) > LONGEST_BY_A_LINE_MANAGER:
        return "A line manager can give a week in all. Ask the QA lead for longer"
    return None
