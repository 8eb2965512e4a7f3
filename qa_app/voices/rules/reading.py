"""Who reads what a practitioner said. Every page, figure and email asks here, so that sealing is in one place."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Reader(StrEnum):
    PRACTITIONER = "The practitioner"
    AUDITOR = "The auditor"
    OTHER = "Somebody else who may read the audit"


@dataclass(frozen=True)
class Open:
    """Whether the words are read, and the sections whose own grades are."""

    words: bool = False
    sections: frozenset[str] = frozenset()


def what_is_open(
    reader: Reader,
    *,
    is_sent: bool,
    is_released: bool,
    is_sealed: bool,
    graded_by_auditor: Collection[str],
    sections: Collection[str],
) -> Open:
    """An auditor reads the words at once, and each own grade after having graded that section.

    Whoever may give a second opinion reads nothing while the audit is sealed; others read it with the audit.
    """
    if reader is Reader.PRACTITIONER:
        return Open(True, frozenset(sections))
    if not is_sent:
        return Open()
    if reader is Reader.AUDITOR:
        return Open(True, frozenset(sections) & frozenset(graded_by_auditor))
    if is_released and not is_sealed:
        return Open(True, frozenset(sections))
    return Open()
