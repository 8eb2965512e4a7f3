"""Who is written to because a family waits, and what it says: counts and days, and nothing of any family."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from qa_app.access.rules import Permission, Viewer, may, may_at
from qa_app.foundation.clock import long_date, working_days_after

ASKED_SUBJECT = "Is it safe to ask a family?"
ASKED = """{name} reads a record of a child that you or your team work with, and would like to ask the child and the family what they think of our work.

Before anybody asks them, say whether it is safe:
{address}

It takes two minutes. This email does not say which family it is.

{council}
"""

TAKEN_BACK_SUBJECT = "Do not ask a family that you meant to ask"
TAKEN_BACK = """{name} had said whether it is safe to ask a child and family for an audit that you write, and has taken that back.

Ask nobody of this family until somebody says anew that it is safe:
{address}

This email does not say which family it is.

{council}
"""

SOON = timedelta(days=2)
A_WEEK = timedelta(days=7)
# Working days after which whoever was asked is asked once more, each week.
ASK_AGAIN_AFTER = 3

PROMISED = "You promised to tell {count} what came of what they said:"
LEFT = "Somebody who can no longer do it promised to tell {count} what came of what they said. Tell them yourself, or ask somebody to:"
TO_SAY = "{count} cannot be asked until you say whether that is safe."
DUE = "- {count} by {day}"
WAS_DUE = "- {count} by {day}, which is past"


@dataclass(frozen=True)
class Owed:
    """Something that somebody promised to tell a family."""

    promised_by: int
    by: date
    path: str
    is_restricted: bool


@dataclass(frozen=True)
class Unanswered:
    """Whether it is safe to ask a family, as long as nobody has said so."""

    asked_of: int
    asked_on: date


class People(Protocol):
    """Whoever can sign in today, whom they report to, and when each was last written to."""

    @property
    def here(self) -> Mapping[int, Viewer]: ...

    def manager_of(self, person: int) -> int | None: ...


@dataclass
class Letter:
    """What one person is told on one day."""

    own: list[Owed] = field(default_factory=list)
    of_others: list[Owed] = field(default_factory=list)
    to_say: list[Unanswered] = field(default_factory=list)

    @property
    def subject(self) -> str:
        if self.own or self.of_others:
            return f"{families(len(self.own) + len(self.of_others))} to tell what came of it"
        return f"{families(len(self.to_say))} to say something about"

    def what(self, today: date) -> str:
        parts = []
        if self.own:
            parts.append(_with_days(PROMISED, self.own, today))
        if self.of_others:
            parts.append(_with_days(LEFT, self.of_others, today))
        if self.to_say:
            parts.append(TO_SAY.format(count=families(len(self.to_say))))
        return "\n\n".join(parts)


def letters_of(
    owed: Iterable[Owed],
    unanswered: Iterable[Unanswered],
    people: People,
    last_heard: Mapping[int, date],
    today: date,
    off: Collection[date] = (),
) -> dict[int, Letter]:
    """Whoever is written to has all that waits for them in one letter; the rest wait for another day."""
    letters: dict[int, Letter] = {}
    pressing: set[int] = set()
    for one in owed:
        reader = reader_of(one, people)
        if reader is None:
            continue
        letter = letters.setdefault(reader, Letter())
        (letter.own if reader == one.promised_by else letter.of_others).append(one)
        if is_pressing(one.by, last_heard.get(reader), today):
            pressing.add(reader)
    for check in unanswered:
        viewer = people.here.get(check.asked_of)
        if viewer is None or not may(viewer, Permission.FAMILY_CONFIRM):
            continue
        if working_days_after(check.asked_on, ASK_AGAIN_AFTER, off) > today:
            continue
        letters.setdefault(check.asked_of, Letter()).to_say.append(check)
        heard = last_heard.get(check.asked_of)
        if heard is None or heard <= check.asked_on or heard <= today - A_WEEK:
            pressing.add(check.asked_of)
    return {person: letters[person] for person in sorted(pressing)}


def reader_of(one: Owed, people: People) -> int | None:
    """Whoever promised it; whom they reported to, where they can no longer do it and that person may see it."""
    viewer = people.here.get(one.promised_by)
    if viewer is not None and may(viewer, Permission.FAMILY_TELL):
        return one.promised_by
    manager = people.manager_of(one.promised_by)
    above = people.here.get(manager) if manager is not None else None
    if above is None or not may_at(above, Permission.FAMILY_TELL, one.path):
        return None
    cleared = may_at(above, Permission.CHILD_RESTRICTED, one.path)
    return manager if cleared or not one.is_restricted else None


def is_pressing(by: date, last_heard: date | None, today: date) -> bool:
    """Two days before, on the day, and then each week: never twice on one day."""
    if by - SOON > today or last_heard == today:
        return False
    if last_heard is None:
        return True
    if today < by:
        return last_heard < by - SOON
    if today == by:
        return True
    return last_heard <= by or last_heard <= today - A_WEEK


def families(number: int) -> str:
    return "1 family" if number == 1 else f"{number:,} families"


def _with_days(words: str, owed: list[Owed], today: date) -> str:
    days = sorted(Counter(one.by for one in owed).items())
    lines = [
        (WAS_DUE if day < today else DUE).format(count=families(number), day=long_date(day))
        for day, number in days
    ]
    return "\n".join([words.format(count=families(len(owed))), *lines])
