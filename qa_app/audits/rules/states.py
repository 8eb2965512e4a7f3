"""When an audit may move on, and what it must say first."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Status(StrEnum):
    DRAFT = "Draft"
    SUBMITTED = "Submitted"


NEXT = {Status.DRAFT: {Status.SUBMITTED}, Status.SUBMITTED: set()}


def may_move(current: Status, to: Status) -> bool:
    return to in NEXT[current]


def missing_before_submitting(
    grades: Mapping[str, str | None], sections: Iterable[tuple[str, str]]
) -> list[str]:
    """Say what is still missing, in the order that the form asks for it."""
    return [f"Grade “{heading}”" for section, heading in sections if not grades.get(section)]
