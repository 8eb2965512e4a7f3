"""Two grades of the same work, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Compared(StrEnum):
    """What the moderator’s grade is beside the auditor’s."""

    AGREE = "The same"
    HIGHER = "Higher"
    LOWER = "Lower"


@dataclass(frozen=True)
class Beside:
    """Where the moderator’s grade stands to the auditor’s, and how many grades are between."""

    compared: Compared
    by: int = 0

    @property
    def words(self) -> str:
        if self.compared is Compared.AGREE:
            return "The same"
        return f"{self.compared.value} by {self.by} {'grade' if self.by == 1 else 'grades'}"


def compare(scale: Sequence[str], auditor: str | None, moderator: str | None) -> Beside | None:
    """By the order of the scale, the best first. None where one of them gave no grade."""
    if auditor not in scale or moderator not in scale:
        return None
    apart = scale.index(auditor) - scale.index(moderator)
    if not apart:
        return Beside(Compared.AGREE)
    return Beside(Compared.HIGHER if apart > 0 else Compared.LOWER, abs(apart))


def is_the_same(grades: Sequence[tuple[str | None, str | None]]) -> bool:
    """Whether nothing is left to settle."""
    return all(one == other for one, other in grades)
