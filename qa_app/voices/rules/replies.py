"""What a practitioner answers to an audit, and what comes of a fact that they dispute."""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum

from qa_app.foundation.clock import london_day, long_date, working_days_after

LONGEST = 2000
MOST_OPEN = 10


# So long after the release a fact or a grade can be challenged; and so long the auditor has to answer.
WORKING_DAYS = 5


def last_day(at: datetime, off: Collection[date] = ()) -> date:
    """On which what began then can still be challenged, or answered in time."""
    return working_days_after(london_day(at), WORKING_DAYS, off)


class ReplyKind(StrEnum):
    ANSWER = "Answer"
    DISPUTE = "A fact in dispute"
    GRADE = "A grade in dispute"


# What the auditor answers, and a moderator decides where they do not agree.
CHALLENGES = (ReplyKind.DISPUTE, ReplyKind.GRADE)


class Outcome(StrEnum):
    CORRECTED = "I have corrected it"
    STANDS = "It stands as it is"
    # Of a grade: an auditor cannot change what was agreed, a moderator does.
    AGREES = "I agree that the grade should change"


OUTCOMES = {
    ReplyKind.DISPUTE: (Outcome.CORRECTED, Outcome.STANDS),
    ReplyKind.GRADE: (Outcome.AGREES, Outcome.STANDS),
}


class Decision(StrEnum):
    """What a moderator who has not seen it makes of a challenge."""

    STANDS = "It stands as the auditor wrote it"
    UPHELD = "The challenge is right"


NOT_RELEASED = "You can answer an audit once it has been released to you"
TOO_LATE = "A fact or a grade could be challenged until {day}. You can still answer the audit"
TOO_MANY = "Wait for the auditor to answer the facts you have disputed, then dispute more"
ANSWERED = "This has been answered already"
NOT_CORRECTED = "Correct the fact in “{section}” first, then say so here"


def why_not_reply(
    kind: ReplyKind, *, may_read: bool, waiting: int, until: date, today: date
) -> str:
    """`until` is the last day on which something can be challenged."""
    if not may_read:
        return NOT_RELEASED
    if kind not in CHALLENGES:
        return ""
    if today > until:
        return TOO_LATE.format(day=long_date(until))
    return TOO_MANY if waiting >= MOST_OPEN else ""


def waits_for_a_moderator(
    kind: ReplyKind, outcome: Outcome | None, *, is_decided: bool, answer_by: date, today: date
) -> bool:
    """Where the auditor says that it stands, or has let the days go by."""
    if kind not in CHALLENGES or is_decided:
        return False
    return outcome is not Outcome.CORRECTED if outcome else today > answer_by


def lateness(answer_by: date, answered_on: date | None, today: date) -> str:
    """What both sides read of an answer that came after its day, or is missing since; nothing in time."""
    if answered_on is not None:
        return f"It was due by {long_date(answer_by)}." if answered_on > answer_by else ""
    if today > answer_by:
        return f"An answer was due by {long_date(answer_by)}. A moderator can decide without it."
    return f"An answer is due by {long_date(answer_by)}."


def why_not_answer(
    outcome: Outcome,
    *,
    is_answered: bool,
    said_at: datetime,
    corrected_at: datetime | None,
    section: str,
) -> str:
    """That a fact was corrected is said after it was."""
    if is_answered:
        return ANSWERED
    if outcome is Outcome.CORRECTED and (corrected_at is None or corrected_at < said_at):
        return NOT_CORRECTED.format(section=section)
    return ""
