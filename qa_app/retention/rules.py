"""What must be settled before the record of a real child comes in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qa_app.foundation.errors import Reason

LONGEST_REPORT = timedelta(days=92)


@dataclass(frozen=True)
class Readiness:
    """The days on which the council settled each; None while it has not."""

    impact_assessment_on: date | None = None
    retention_rules_on: date | None = None

    @property
    def missing(self) -> list[str]:
        """What is still to do, as the end of a sentence."""
        steps = (
            (self.impact_assessment_on, "the impact assessment is done"),
            (self.retention_rules_on, "the retention rules are agreed"),
        )
        return [words for day, words in steps if day is None]

    @property
    def notice(self) -> str:
        """What stands on every page; nothing once both days are recorded."""
        if not self.missing:
            return ""
        return f"Do not bring in real children’s records until {' and '.join(self.missing)}."


def why_not(readiness: Readiness, today: date) -> list[str]:
    days = (
        (
            "impact_assessment_on",
            readiness.impact_assessment_on,
            "The day of the impact assessment",
        ),
        ("retention_rules_on", readiness.retention_rules_on, "The day of the retention rules"),
    )
    return [
        Reason(f"{what} must be today or in the past", about)
        for about, day, what in days
        if day and day > today
    ]


def why_not_between(first: datetime, last: datetime) -> str:
    if last < first:
        return "The second moment must be after the first"
    if last - first > LONGEST_REPORT:
        return f"Ask for {LONGEST_REPORT.days} days or fewer"
    return ""


def as_kept(readiness: Readiness) -> dict[str, str | None]:
    return {
        "impact_assessment_on": _iso(readiness.impact_assessment_on),
        "retention_rules_on": _iso(readiness.retention_rules_on),
    }


def as_read(kept: dict[str, str | None]) -> Readiness:
    def day(name: str) -> date | None:
        found = kept.get(name)
        return date.fromisoformat(found) if found else None

    return Readiness(day("impact_assessment_on"), day("retention_rules_on"))


def spread(ids: Iterable[object]) -> list[str]:
    """The ids in a list that an event showed; anything else in it is no id."""
    return [one for one in ids if isinstance(one, str)]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True)
class Reader:
    """One person who has seen a record: who they were then, how often, and in doing what."""

    name: str
    email: str
    held: tuple[str, ...]
    times: int
    first: datetime
    last: datetime
    reasons: tuple[str, ...]
    is_person: bool = True


def readers_in_words(readers: Sequence[Reader]) -> str:
    """“3 people and the service itself”; what runs by itself is nobody."""
    people = sum(one.is_person for one in readers)
    said = "1 person" if people == 1 else f"{people:,} people"
    return said if people == len(readers) else f"{said} and the service itself"


def reasons_in_words(acts: Iterable[str]) -> tuple[str, ...]:
    """What was done, the most often first, each with how often where that was more than once."""
    often = Counter(acts).most_common()
    return tuple(f"{words} ({times} times)" if times > 1 else words for words, times in often)
