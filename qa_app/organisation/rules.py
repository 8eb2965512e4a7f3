"""Paths, names and dates of appointments."""

import re
import unicodedata
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    COUNCIL = "Council"
    SERVICE = "Service"
    LOCALITY = "Locality"
    TEAM = "Team"


class Decision(StrEnum):
    KEEP = "Keep"
    END = "End"


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


def in_force(starts_on: date, ends_on: date | None, on: date) -> bool:
    """To the end of the last day."""
    return starts_on <= on and (ends_on is None or on <= ends_on)
