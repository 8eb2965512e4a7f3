"""How often practitioners took part in the audits of their work, and why not."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from qa_app.audits.rules import WhyNot
from qa_app.foundation.statistics.shares import likely_range


class NotAsked(StrEnum):
    """Why there is no word of somebody, where nobody gave a reason."""

    NO_ANSWER = "They were invited and did not answer"
    NOBODY = "No practitioner could be invited"


Why = WhyNot | NotAsked


@dataclass(frozen=True)
class Line:
    """What is known of so many submitted audits of one month."""

    month: date
    number: int
    is_invited: bool
    # What the practitioner said themselves: they sent what they prepared, or talked with the auditor.
    is_heard: bool
    said_took_part: bool | None
    said_why_not: WhyNot | None
    own_why_not: WhyNot | None
    place: str = ""

    @property
    def took_part(self) -> bool:
        return self.is_heard or bool(self.said_took_part)

    @property
    def why_not(self) -> Why:
        if why := self.own_why_not or self.said_why_not:
            return why
        return NotAsked.NO_ANSWER if self.is_invited else NotAsked.NOBODY


@dataclass(frozen=True)
class Counted:
    """Of so many submitted audits: to how many a practitioner was invited, in how many they took part."""

    audits: int = 0
    invited: int = 0
    took_part: int = 0
    why_not: Mapping[Why, int] = field(default_factory=dict)

    @property
    def likely(self) -> tuple[float, float] | None:
        return likely_range(self.took_part, self.audits)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """The most frequent first."""
        found = sorted(self.why_not.items(), key=lambda one: (-one[1], one[0].value))
        return [(why.value, number) for why, number in found]


def counted(lines: Iterable[Line]) -> Counted:
    audits = invited = took_part = 0
    why_not: Counter[Why] = Counter()
    for line in lines:
        audits += line.number
        invited += line.number * line.is_invited
        if line.took_part:
            took_part += line.number
        else:
            why_not[line.why_not] += line.number
    return Counted(audits, invited, took_part, dict(why_not))


def by_month(lines: Iterable[Line]) -> dict[date, Counted]:
    """The newest first."""
    found: dict[date, list[Line]] = {}
    for line in lines:
        found.setdefault(line.month, []).append(line)
    return {month: counted(found[month]) for month in sorted(found, reverse=True)}
