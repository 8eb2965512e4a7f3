"""What may be done to an audit that was given out, by whom, and what it does to the figures."""

from datetime import date, timedelta
from enum import StrEnum

from qa_app.foundation.clock import long_date
from qa_app.rounds.rules.states import State


class Act(StrEnum):
    GIVEN = "Given to another auditor"
    ASKED_FOR = "Given out by name"
    DECLINED = "Declined by the auditor"
    REPLACED = "Replaced by the next record in turn"
    TOOK_PLACE = "Took the place of another record"
    PUT_OFF = "Put off to a later day"
    PAUSED = "Paused"
    GONE_ON = "Gone on after a pause"
    EXEMPTED = "Left out of what is due"
    DUE_AGAIN = "Due again"
    WITHDRAWN = "Withdrawn"
    SHUT = "Shut: the audit may be about another child"
    OPENED_AGAIN = "Opened again: the audit is about the right child"
    REFILLED = "To be read afresh"


class Decline(StrEnum):
    """What an auditor may say; the words stand in a list to choose from."""

    CONFLICT = "I have a conflict of interest"
    KNOWS_FAMILY = "I know the child or the family"
    LINE_MANAGEMENT = "I manage, or am managed by, somebody on the record"
    NO_TIME = "I cannot do it in time"
    OTHER = "Another reason"


LONGEST_BY_A_LINE_MANAGER = timedelta(days=7)
# Thirteen weeks are three months; a later day belongs to a later round.
LONGEST = timedelta(weeks=13)
# How an audit came to its auditor, where somebody chose.
CHOSEN = (Act.GIVEN, Act.ASKED_FOR, Act.TOOK_PLACE)

# Out of what is due, openly: they stand beside the figure with a count of their own.
LEFT_OUT = (State.PAUSED, State.EXEMPT)

STATE_AFTER = {
    Act.PAUSED: State.PAUSED,
    Act.EXEMPTED: State.EXEMPT,
    Act.WITHDRAWN: State.WITHDRAWN,
    Act.REPLACED: State.WITHDRAWN,
}


def why_not_put_off(
    due_on: date,
    to: date,
    *,
    runs_the_programme: bool,
    is_line_manager: bool,
    already: timedelta,
    today: date,
) -> str | None:
    """A line manager gives a week in all; whoever runs the programme up to thirteen."""
    if to <= due_on:
        return "Enter a day after the one on which it is due now"
    if runs_the_programme:
        return _why_not_so_late(due_on - already + LONGEST, to, today)
    if not is_line_manager:
        return "Their line manager, or whoever runs the programme, can put this off"
    if already + (to - due_on) > LONGEST_BY_A_LINE_MANAGER:
        return "A line manager can give a week in all. Ask the QA lead for longer"
    return None


def _why_not_so_late(latest: date, to: date, today: date) -> str | None:
    if to <= latest:
        return None
    if latest < today:
        return (
            "This audit was due more than 13 weeks ago, so it cannot be put off any more. It can still "
            "be handed in, or be left out of what is due"
        )
    return (
        f"An audit can be put off by 13 weeks in all, here to {long_date(latest)}. Enter an earlier "
        "day, or leave it out of what is due"
    )


def why_not_due_again(on: date, today: date) -> str | None:
    """Nothing when it may be the new day after a pause."""
    if on < today:
        return "Enter today or a later day"
    if on > today + LONGEST:
        return f"Enter a day within 13 weeks, {long_date(today + LONGEST)} at the latest"
    return None
