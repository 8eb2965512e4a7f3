"""The quarterly review of access: who decides, who signs off, and when it is complete."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

MONTHS = {
    1: "January to March",
    2: "April to June",
    3: "July to September",
    4: "October to December",
}
OWN_LINE = "Somebody else must decide about your own roles"


class Decision(StrEnum):
    KEEP = "Keep"
    END = "End"


def quarter_of(day: date) -> str:
    """Named so that names sort as time does: 2026-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarter_in_words(quarter: str) -> str:
    year, number = quarter.split("-Q")
    return f"{MONTHS[int(number)]} {year}"


def progress_in_words(waiting: int, total: int) -> str:
    """How far a review is. A role that is over needs no decision, so it does not wait."""
    roles = "1 role" if total == 1 else f"{total:,} roles"
    if not waiting:
        return f"Nothing is left to decide of {roles}."
    left = "1 is" if waiting == 1 else f"{waiting:,} are"
    if waiting == total:
        return f"Nothing is decided yet of {roles}."
    settled = total - waiting
    return f"{settled:,} of {roles} {'is' if settled == 1 else 'are'} decided or over. {left} left."


def why_not_sign_off(
    undecided: int, decisions: Collection[tuple[int, int]], signer: int
) -> list[str]:
    """Two people look: one decides line by line, another signs the whole.

    Each decision is who made it and about whom. The signer may decide about those who decided the
    rest, because nobody decides about themself.
    """
    reasons = []
    if undecided:
        lines = "1 line is" if undecided == 1 else f"{undecided:,} lines are"
        reasons.append(f"{lines} not decided yet")
    others = {decider for decider, _ in decisions if decider != signer}
    if any(decider == signer and about not in others for decider, about in decisions):
        reasons.append("You decided part of this review, so somebody else must sign it off")
    return reasons
