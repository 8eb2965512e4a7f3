"""What a practitioner answers to an audit, and what comes of a fact that they dispute."""

from datetime import datetime
from enum import StrEnum

LONGEST = 2000
MOST_OPEN = 10


class ReplyKind(StrEnum):
    ANSWER = "Answer"
    DISPUTE = "A fact in dispute"


class Outcome(StrEnum):
    CORRECTED = "I have corrected it"
    STANDS = "It stands as it is"


NOT_RELEASED = "You can answer an audit once it has been released to you"
TOO_MANY = "Wait for the auditor to answer the facts you have disputed, then dispute more"
ANSWERED = "This has been answered already"
NOT_CORRECTED = "Correct the fact in “{section}” first, then say so here"


def why_not_reply(kind: ReplyKind, *, may_read: bool, waiting: int) -> str:
    if not may_read:
        return NOT_RELEASED
    return TOO_MANY if kind is ReplyKind.DISPUTE and waiting >= MOST_OPEN else ""


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
