"""How a schedule stands, how far a run is, and when what failed is tried again."""

from datetime import datetime, timedelta
from enum import StrEnum

from qa_app.reports.rules.states import BROKE_OFF, NO_ROOM, UNFORESEEN

MOST_RECIPIENTS = 20
# Of one person, so that nobody fills the queue of everybody every month.
MOST_OF_ONE = 20
CAN_BE_PUT_BACK = timedelta(days=30)

# What may be otherwise an hour later. A rule that said no says the same then.
PASSES = (UNFORESEEN, NO_ROOM, BROKE_OFF)
WAITS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=18))
# Somebody whose hands are full of reports is waited for.
WAITED_FOR = timedelta(days=3)


class Standing(StrEnum):
    IN_FORCE = "In force"
    PAUSED = "Paused"
    STOPPED = "Stopped"
    ENDED = "Ended"


class Stop(StrEnum):
    """Why a schedule that nobody paused makes nothing any more."""

    OWNER_GONE = "Its owner holds no role here any more. Somebody else can take it over"
    OWNER_MAY_NOT = "Its owner may no longer ask for this report. Somebody else can take it over"
    PLACE_CLOSED = "Its place is closed. Choose another place, then resume it"
    NOBODY = "Nobody is left who gets it. Add somebody, then resume it"


NEEDS_AN_OWNER = (Stop.OWNER_GONE, Stop.OWNER_MAY_NOT)


class Dropped(StrEnum):
    """Why somebody gets it no more."""

    REMOVED = "Taken off the list"
    THEMSELVES = "Did not want it any more"
    GONE = "Holds no role here any more"
    MAY_NOT = "May no longer open this report"


class Sent(StrEnum):
    """What became of one person’s report of one run."""

    MAKING = "Being made"
    SENT = "Link sent"
    NOT_SENT = "Not sent"


CALLED_OFF = "They called it off"
NOT_IN_TIME = "It was deleted before a link could be sent"
ENDED_SINCE = "The schedule was ended before it was made"
HANDS_FULL = "They had as many reports in hand as anybody may have"


# What somebody wished is no trouble that anybody has to hear of.
THEIR_WISH = (CALLED_OFF, ENDED_SINCE, Dropped.REMOVED.value, Dropped.THEMSELVES.value)


class Result(StrEnum):
    """What became of a run, as a list says it."""

    MAKING = "Being made"
    ALL = "Sent to everybody"
    SOME = "Not sent to everybody"
    NONE = "Sent to nobody"


def result_of(sent: list[Sent]) -> Result:
    if Sent.MAKING in sent:
        return Result.MAKING
    if Sent.SENT not in sent:
        return Result.NONE
    return Result.ALL if Sent.NOT_SENT not in sent else Result.SOME


def next_try(trouble: str, tries: int, at: datetime) -> datetime | None:
    """The more often it failed the longer it waits; None where it is left at that."""
    if trouble not in PASSES or tries >= len(WAITS):
        return None
    return at + WAITS[tries]


def can_be_put_back(ended_at: datetime, at: datetime) -> bool:
    return at - ended_at <= CAN_BE_PUT_BACK
