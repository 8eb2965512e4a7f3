"""A worry or a complaint that a child or a family voiced: where it went, and that they hear what came of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qa_app.foundation.clock import working_days_after
from qa_app.foundation.errors import Reason

# By when a family usually hears, in working days.
USUAL_DAYS = 10
LONGEST = timedelta(days=92)


class Kind(StrEnum):
    WORRY = "A worry"
    COMPLAINT = "A complaint"
    HEAR_BACK = "A wish to hear what comes of the audit"


class Explained(StrEnum):
    """Whether they know how to complain."""

    TOLD = "I told them how to complain, and who helps with it"
    SENT = "They are sent how to complain, in words and a language that help them"
    ALREADY = "They had complained already"
    NOT_WANTED = "They did not want to complain formally"


class ToldHow(StrEnum):
    PHONE = "By telephone"
    VISIT = "On a visit"
    LETTER = "By letter or message"
    PRACTITIONER = "Through the practitioner"


class NotTold(StrEnum):
    """Why they will not hear it."""

    NOT_SAFE = "It is no longer safe to reach them"
    NOT_WANTED = "They no longer want to hear it"
    NOT_REACHED = "They could not be reached"


class State(StrEnum):
    TO_TELL = "Not told yet"
    TOLD = "Told"
    NOT_TOLD = "Will not be told"


@dataclass(frozen=True)
class Matter:
    """What somebody noted of it."""

    kind: Kind
    what: str
    tell_back_by: date
    explained: Explained | None = None
    passed_to: str = ""
    passed_on: date | None = None


def usual_day(today: date, off: Collection[date] = ()) -> date:
    return working_days_after(today, USUAL_DAYS, off)


def why_not_note(matter: Matter, asked_on: date, today: date) -> list[str]:
    said: list[str] = []
    if matter.kind is not Kind.HEAR_BACK:
        said += _why_not_passed(matter, asked_on, today)
    if matter.kind is Kind.COMPLAINT and matter.explained is None:
        said.append(Reason("Select whether they know how to complain", "explained"))
    if not today <= matter.tell_back_by <= today + LONGEST:
        words = "The day by which they hear must be today or later, and within three months"
        said.append(Reason(words, "tell_back_by"))
    return said


def _why_not_passed(matter: Matter, asked_on: date, today: date) -> Iterable[str]:
    if not matter.passed_to:
        yield Reason("Enter whom you passed it to", "passed_to")
    if matter.passed_on is None:
        yield Reason("Enter the day on which you passed it on", "passed_on")
    elif not asked_on <= matter.passed_on <= today:
        words = "The day must be between the day they were asked and today"
        yield Reason(words, "passed_on")


def why_not_told(state: State, told_on: date, noted_on: date, today: date) -> list[str]:
    if state is State.TOLD:
        return ["It is noted already that they were told"]
    if told_on > today:
        return [Reason("The day must be today or in the past", "told_on")]
    if told_on < noted_on:
        return [Reason("The day must be on or after the day it was noted", "told_on")]
    return []


def why_not_close(state: State, why: NotTold, words: str) -> list[str]:
    if state is not State.TO_TELL:
        return ["It is noted already what came of this"]
    if why is NotTold.NOT_REACHED and not words:
        return [Reason("Enter how often and how you tried to reach them", "words")]
    return []
