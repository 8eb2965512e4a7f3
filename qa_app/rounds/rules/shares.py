"""How many records are whose share: by hours, by days there, and by what they have to read already."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Time:
    """What somebody has of a month: hours as a share of full time, and working days here out of all."""

    hours: float = 1.0
    days_here: int = 20
    days: int = 20

    @property
    def weight(self) -> float:
        return self.hours * self.days_here / self.days if self.days else 0.0


def wanted(times: Mapping[int, Time], each: int) -> int:
    """How many records are drawn where each full-time auditor reads so many."""
    return round(sum(each * one.weight for one in times.values()))


def shares(times: Mapping[int, Time], number: int) -> dict[int, float]:
    """The records divided by weight; whoever is away all month has none."""
    weights = {person: one.weight for person, one in times.items() if one.weight > 0}
    total = sum(weights.values())
    return {person: number * weight / total for person, weight in weights.items()}
