"""Why a record is out of draws for now, and until when."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum


class Hold(StrEnum):
    DIED = "The child has died"
    ADOPTED = "The child was adopted"
    RAPID_REVIEW = "A rapid review or practice review is under way"
    POLICE = "The police have asked for it"
    COURT = "A court or complaint is looking at it"
    OTHER = "Another reason"


def why_not_until(until: date | None, today: date) -> str:
    """Nothing when it may be the last day."""
    if until is not None and until < today:
        return "Enter today or a later day, or leave it empty"
    return ""


def why_not_note(why: Hold, note: str) -> str:
    if why is Hold.OTHER and not note.strip():
        return "Enter what the other reason is"
    return ""


def in_their_place(
    gone: Sequence[Sequence[str]], next_in_turn: Sequence[Sequence[str]]
) -> list[int]:
    """Which of those next in turn stand in: by the stratum of each that is gone, else whoever is next."""
    chosen: list[int] = []
    for stratum in gone:
        free = [at for at in range(len(next_in_turn)) if at not in chosen]
        same = [at for at in free if [*next_in_turn[at]] == [*stratum]]
        chosen += (same or free)[:1]
    return chosen
