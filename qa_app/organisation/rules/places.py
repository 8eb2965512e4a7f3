"""Paths and names of places, and when one may move or close."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from qa_app.foundation.errors import Reason


class Kind(StrEnum):
    COUNCIL = "Council"
    SERVICE = "Service"
    LOCALITY = "Locality"
    TEAM = "Team"


# A council is added by the installation's own command, never on a page.
KINDS_TO_ADD = (Kind.SERVICE, Kind.LOCALITY, Kind.TEAM)
LONGEST_NAME = 200


def path_name(name: str) -> str:
    """A place's name as one part of a path: “Safeguarding – East” is safeguarding-east."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "place"


def free_path(parent: str, name: str, taken: set[str]) -> str:
    """A path below the parent that nothing has yet."""
    wanted = f"{parent}{path_name(name)}"
    path, number = f"{wanted}/", 1
    while path in taken:
        number += 1
        path = f"{wanted}-{number}/"
    return path


def parent_of(path: str) -> str:
    """The path one step up; nothing above a council."""
    return path[: path.rstrip("/").rfind("/") + 1]


def last_part(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def ancestors_of(path: str) -> list[str]:
    """Every path above this one, the council's first."""
    parts = path.rstrip("/").split("/")[:-1]
    return ["/".join(parts[: number + 1]) + "/" for number in range(len(parts))]


def moved_path(path: str, moved_from: str, moved_to: str) -> str:
    """Where a path stands once the place above it has moved."""
    return moved_to + path.removeprefix(moved_from)


def why_not_move(path: str, to: str, *, name: str, to_name: str, to_is_closed: bool) -> list[str]:
    if not parent_of(path):
        return ["A council is the root of its tree and cannot move"]
    if to.startswith(path):
        return [
            Reason(f"{name} cannot move into itself. Choose a place that is not part of it.", "to")
        ]
    if to_is_closed:
        return [Reason(f"{to_name} is closed. Choose a place that is open.", "to")]
    if parent_of(path) == to:
        return [Reason(f"{name} is already part of {to_name}", "to")]
    return []


def why_not_close(
    path: str, on: date, today: date, *, open_below: Sequence[str], appointed: int
) -> list[str]:
    """What has to be done first, as sentences."""
    reasons = []
    if not parent_of(path):
        reasons.append("A council cannot be closed here")
    if on > today:
        reasons.append(Reason("The day it closed must be today or in the past", "on"))
    if open_below:
        reasons.append(f"Close or move what is below it first: {in_words(open_below)}")
    if appointed:
        people = "1 person is" if appointed == 1 else f"{appointed:,} people are"
        move = f"{people} still appointed here. Move them to another place, or end this."
        reasons.append(Reason(move, "move_people_to"))
    return reasons


def in_words(names: Sequence[str], most: int = 5) -> str:
    """A list as a sentence says it; a long one ends in how many more."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most:,} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
