"""Who is written to about which actions: one digest a person and day, whatever came together for them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from qa_app.access.rules import Permission, Viewer, may, may_at
from qa_app.foundation.clock import is_working_day, london_day, working_days_after

SOON = timedelta(days=3)
A_WEEK = timedelta(days=7)
# Whoever got an action longer ago than this has been written to, or reminders were off.
NEW_FOR = timedelta(days=35)


class Note(StrEnum):
    """What sets a digest off, from the least to the most pressing."""

    NEW = "Owed by them since they were last written to"
    SOON = "Due in some days"
    DUE = "Due today"
    LATE = "Overdue"


class Why(StrEnum):
    """Why somebody hears of an action, in the order of their digest."""

    OWN = "They owe it"
    AWAY = "They stand in for its owner, who is away"
    LEFT = "Its owner can no longer do it, and reported to them"
    OVERDUE = "They manage its owner, or lead the owner’s service"


@dataclass(frozen=True)
class Patience:
    """After how many working days others hear of an action that is overdue."""

    manager: int = 3
    head: int = 10


@dataclass(frozen=True)
class Chased:
    """An open action, with no more than decides who may hear of it and when."""

    owner: int
    due_on: date
    given_at: datetime | None
    path: str
    is_restricted: bool
    # Whose own work it was found in, of which few hear.
    practitioner: int | None = None


class People(Protocol):
    """Whoever can sign in today, how they stand to each other, and when each was last written to."""

    @property
    def here(self) -> Mapping[int, Viewer]: ...

    @property
    def last_heard(self) -> Mapping[int, datetime]: ...

    def reached(self, person: int) -> int: ...

    def manager_of(self, person: int) -> int | None: ...

    def heads_of(self, person: int) -> set[int]: ...


@dataclass
class Digest:
    """What one person is told on one day: by why and by owner."""

    person: int
    parts: dict[tuple[Why, int], list[Chased]] = field(default_factory=dict)
    # What set it off; without any it waits for another day.
    notes: set[Note] = field(default_factory=set)

    def add(self, why: Why, one: Chased, note: Note | None) -> None:
        self.parts.setdefault((why, one.owner), []).append(one)
        if note:
            self.notes.add(note)


@dataclass(frozen=True)
class Post:
    """The digests of a day, and the owners for whom there is nobody to write to."""

    digests: list[Digest]
    unreached: set[int]


def digests_of(
    chased: Iterable[Chased],
    people: People,
    patience: Patience,
    at: datetime,
    off: Collection[date] = (),
) -> Post:
    made: dict[int, Digest] = {}
    unreached: set[int] = set()
    for one in chased:
        reader, why = reader_of(one, people)
        if reader is None:
            unreached.add(one.owner)
        else:
            note = note_for_owner(one, people.last_heard.get(reader), at, off)
            made.setdefault(reader, Digest(reader)).add(why, one, note)
        for person in sorted(above(one, people, patience, london_day(at), off) - {reader}):
            unheard = _again(people.last_heard.get(person), one.due_on, at)
            digest = made.setdefault(person, Digest(person))
            digest.add(Why.OVERDUE, one, Note.LATE if unheard else None)
    told = [made[person] for person in sorted(made) if made[person].notes]
    return Post(told, unreached)


def reader_of(one: Chased, people: People) -> tuple[int | None, Why]:
    """The owner, whoever stands in for them, or whoever they reported to; none where nobody may hear."""
    owner = people.here.get(one.owner)
    if (
        owner is None
        or not may(owner, Permission.ACTION_DO)
        or not may_hear(one.owner, one, people)
    ):
        manager = people.manager_of(one.owner)
        return (manager if may_hear(manager, one, people) else None), Why.LEFT
    reader = people.reached(one.owner)
    if reader == one.owner or not may_hear(reader, one, people):
        return one.owner, Why.OWN
    return reader, Why.AWAY


def may_hear(person: int | None, one: Chased, people: People) -> bool:
    """A count is as secret as what it counts: of a restricted record nobody hears who may not see it."""
    if person is None or person not in people.here:
        return False
    viewer = people.here[person]
    cleared = may_at(viewer, Permission.CHILD_RESTRICTED, one.path)
    in_confidence = one.practitioner is None or person == one.owner
    manages_them = one.practitioner != person and may_at(viewer, Permission.OWN_WORK_READ, one.path)
    return (cleared or not one.is_restricted) and (in_confidence or manages_them)


def above(
    one: Chased, people: People, patience: Patience, today: date, off: Collection[date]
) -> set[int]:
    """Who else hears that it is overdue; the heads of service in place of a line manager who is not named."""
    heads = people.heads_of(one.owner)
    heard: set[int] = set()
    if working_days_after(one.due_on, patience.manager, off) <= today:
        manager = people.manager_of(one.owner)
        heard |= heads if manager is None else {manager}
    if working_days_after(one.due_on, patience.head, off) <= today:
        heard |= heads
    return {person for person in heard - {one.owner} if may_hear(person, one, people)}


def note_for_owner(
    one: Chased, last_heard: datetime | None, at: datetime, off: Collection[date] = ()
) -> Note | None:
    """The most pressing note that they have not had."""
    today = london_day(at)
    heard = london_day(last_heard) if last_heard else date.min
    if one.due_on < today:
        return Note.LATE if _again(last_heard, one.due_on, at) else None
    if one.due_on == today and heard < today:
        return Note.DUE
    if is_new(one, last_heard, at):
        return Note.NEW
    soon = _working(one.due_on - SOON, off)
    return Note.SOON if soon <= today < one.due_on and heard < soon else None


def is_new(one: Chased, last_heard: datetime | None, at: datetime) -> bool:
    if one.given_at is None or at - one.given_at > NEW_FOR:
        return False
    return last_heard is None or last_heard < one.given_at


def _again(last_heard: datetime | None, due_on: date, at: datetime) -> bool:
    """Once when it is overdue, and then each week: whatever was written in between said it as well."""
    if last_heard is None:
        return True
    heard = london_day(last_heard)
    return heard <= due_on or heard <= london_day(at) - A_WEEK


def _working(day: date, off: Collection[date]) -> date:
    return day if is_working_day(day, off) else working_days_after(day, 1, off)
