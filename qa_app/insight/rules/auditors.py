"""Kinds of auditor, and when figures by them would be figures about people."""

from collections.abc import Mapping
from enum import StrEnum

# Fewer people than this of a kind, or of all others together, and a figure would be about somebody.
LEAST_PEOPLE = 3


class AuditorKind(StrEnum):
    """What somebody held on the day they began an audit. Who holds several counts as the first of these."""

    EXTERNAL = "From outside the council"
    REVIEWING_OFFICER = "Reviewing officers"
    INTERNAL = "Others in the council"


def may_be_told_apart(kind: AuditorKind, people: Mapping[AuditorKind, int]) -> bool:
    """The others can be found by subtraction, so that they are enough as well, or none."""
    others = sum(number for one, number in people.items() if one is not kind)
    return people.get(kind, 0) >= LEAST_PEOPLE and (not others or others >= LEAST_PEOPLE)
