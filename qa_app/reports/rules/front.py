"""The front sheet of a paper: what its author says of the meeting, and the blocks that others complete."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

LONGEST = 150


@dataclass(frozen=True)
class Front:
    """As the author typed it. Nothing here is about a child."""

    meeting: str = ""
    held_on: date | None = None
    of_whom: str = ""
    recommendations: tuple[str, ...] = ()

    @property
    def to_keep(self) -> dict[str, Any]:
        held_on = self.held_on.isoformat() if self.held_on else ""
        return {**asdict(self), "held_on": held_on, "recommendations": [*self.recommendations]}


# Of what has no front sheet.
NOTHING_SAID = Front()


def as_kept(kept: Mapping[str, Any]) -> Front:
    """Of a paper without a front sheet, an empty one."""
    held_on = kept.get("held_on", "")
    return Front(
        kept.get("meeting", ""),
        date.fromisoformat(held_on) if held_on else None,
        kept.get("of_whom", ""),
        tuple(kept.get("recommendations", ())),
    )


# What stands in an implications block until whoever answers for it has written theirs.
IMPLICATIONS = (
    ("Financial implications", "Finance"),
    ("Legal implications", "Legal services"),
    ("Equality implications", "The author, with the equality lead"),
    ("What this means for children and families", "The author"),
    ("Risk", "The author"),
    ("Data protection", "Information governance"),
)


def to_complete(who: str) -> str:
    return f"[{who}: write this before the paper is published.]"


def lines_of(typed: str) -> tuple[str, ...]:
    """One recommendation a line."""
    return tuple(line for each in typed.splitlines() if (line := each.strip()))
