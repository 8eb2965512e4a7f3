"""Where an action comes from, for whom it is, and what is wished for."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

USUAL_DAYS, LONGEST_DAYS = 20, 260


class SourceKind(StrEnum):
    AUDIT = "An audit"
    MODERATION = "A moderation"
    LEARNING = "Learning"
    PLAN = "An improvement plan"


class ForWhom(StrEnum):
    CHILD = "The child"
    PRACTITIONER = "The practitioner"
    TEAM = "The team"
    SERVICE = "The service"
    PARTNER = "A partner"


@dataclass(frozen=True)
class Source:
    """What it was found in. The title stands in lists and holds nothing about a child."""

    kind: SourceKind
    public_id: str
    title: str


@dataclass(frozen=True)
class Wish:
    """What an auditor proposes. Without an owner it goes to whoever manages the work."""

    for_whom: ForWhom
    what: str
    how_we_will_know: str
    within: int = USUAL_DAYS  # working days, from the day on which it is owed
    owner_id: int | None = None


ENDS = ".,;:"


def shortened(text: str, most: int = 90) -> str:
    """Enough to know it by in a list, without the full stop that a list goes on after."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text.rstrip(ENDS)
    return text[:most].rsplit(" ", 1)[0].rstrip(ENDS) + "…"


Words = Callable[["Wish"], bool]

_MISSING: tuple[tuple[Words, str], ...] = (
    (lambda wish: not wish.what.strip(), "Enter what will be done"),
    (lambda wish: not wish.how_we_will_know.strip(), "Enter how we will know that it helped"),
    (
        lambda wish: not 1 <= wish.within <= LONGEST_DAYS,
        f"Enter in how many working days, between 1 and {LONGEST_DAYS}",
    ),
)


def missing_from(wish: Wish) -> list[str]:
    """What an action still lacks before it can be proposed."""
    return [sentence for lacks, sentence in _MISSING if lacks(wish)]
