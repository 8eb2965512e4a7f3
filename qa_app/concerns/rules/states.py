"""How far a concern has come, and what each step needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from qa_app.foundation.clock import london_day
from qa_app.foundation.errors import Reason


class About(StrEnum):
    CHILD = "A child or young person"
    COLLEAGUE = "Somebody who works with children: a colleague, a carer or a volunteer"
    ADULT = "Somebody over 18"


class State(StrEnum):
    RAISED = "Nobody has it yet"
    RECEIVED = "Received"
    CLOSED = "On the record"


WHY_NOT_SUBMIT = "Nobody has said yet that they have the safety concern you raised. Ring somebody, and note whom you told"


@dataclass(frozen=True)
class Reached:
    """Whom somebody told by telephone, when, and what they decided."""

    name: str
    role: str
    at: datetime
    decided: str = ""


def state_of(received_at: datetime | None, closed_at: datetime | None) -> State:
    if closed_at:
        return State.CLOSED
    return State.RECEIVED if received_at else State.RAISED


def may_submit(states: Iterable[State]) -> bool:
    """An audit may be handed in once somebody has each concern that was raised in it."""
    return State.RAISED not in states


def why_not_received_by(state: State, *, is_raiser: bool, is_for_them: bool) -> list[str]:
    if state is not State.RAISED:
        return ["Somebody has this concern already"]
    if is_raiser:
        return ["You raised this concern. Somebody else has to say that they have it"]
    return [] if is_for_them else ["Only those whom it was sent to can say that they have it"]


def why_not_told(state: State, reached: Reached, raised_on: date, at: datetime) -> list[str]:
    """By telephone; it may have been before the concern was written down, but not on an earlier day."""
    if state is not State.RAISED:
        return ["Somebody has this concern already"]
    if reached.at > at:
        return [Reason("Enter a time that is past", "when")]
    if london_day(reached.at) < raised_on:
        return [Reason("Enter a time on the day you raised it, or later", "when")]
    return []


def why_not_close(state: State, on_record_since: date, raised_on: date, today: date) -> list[str]:
    if state is State.RAISED:
        return ["Somebody has to have the concern before it can be closed"]
    if state is State.CLOSED:
        return ["This concern is closed already"]
    if on_record_since > today:
        return [Reason("The date must be today or in the past", "on_record_since")]
    if on_record_since < raised_on:
        return [Reason("The date must be on or after the day it was raised", "on_record_since")]
    return []
