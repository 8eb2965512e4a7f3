"""Who is written to, about whose audits: one digest a person, whatever came together for them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache, cached_property

from qa_app.access.rules import Permission, Role, Viewer, may, may_at
from qa_app.foundation.clock import london_day
from qa_app.rounds.rules.chasing import (
    Note,
    Open,
    Patience,
    is_chased,
    is_unheard,
    moments_of_notes,
    note_for_auditor,
)

OWN_WORK = (Permission.OWN_WORK_READ, Permission.OWN_WORK_RUN)


class Why(StrEnum):
    """Why somebody hears of an audit, in the order of their digest."""

    OWN = "They are to do it"
    AWAY = "They stand in for the auditor, who is away"
    LEFT = "The auditor can no longer do it, and reported to them"
    OVERDUE = "They manage the auditor, or lead the auditor’s service"


@dataclass(frozen=True)
class Chased:
    """An open audit, with no more of the record than decides who may hear of it."""

    public_id: str
    auditor: int
    open: Open
    path: str
    is_restricted: bool
    # A supervision file or an observation, of which few hear.
    is_own_work: bool = False


@dataclass(frozen=True)
class People:
    """Whoever can sign in today, how they stand to each other, and when each was last written to."""

    here: Mapping[int, Viewer]
    managers: Mapping[int, int | None]
    stands_in: Mapping[int, int]
    last_heard: Mapping[int, datetime]

    def reached(self, person: int) -> int:
        """They themselves, or whoever stands in for them today."""
        other = self.stands_in.get(person, person)
        return other if other in self.here else person

    def manager_of(self, person: int) -> int | None:
        """The nearest line manager above who is still here, or whoever stands in for them."""
        passed, above = {person}, self.managers.get(person)
        while above is not None and above not in passed:
            if above in self.here:
                return self.reached(above)
            passed.add(above)
            above = self.managers.get(above)
        return None

    def heads_of(self, person: int) -> set[int]:
        """The nearest heads of service above where they work; of nobody who is a head themselves."""
        viewer = self.here.get(person)
        found: set[int] = set()
        for path in {post.path for post in viewer.posts} if viewer else ():
            near = [(at, head) for at, head in self.heads if path.startswith(at)]
            nearest = max((len(at) for at, _ in near), default=0)
            found |= {head for at, head in near if len(at) == nearest}
        return set() if person in found else {self.reached(head) for head in found}

    @cached_property
    def heads(self) -> list[tuple[str, int]]:
        return [
            (post.path, person)
            for person, viewer in self.here.items()
            for post in viewer.posts
            if post.holds is Role.HEAD_OF_SERVICE
        ]


@dataclass
class Digest:
    """What one person is told on one day: by why and by auditor."""

    person: int
    parts: dict[tuple[Why, int], list[Chased]] = field(default_factory=dict)
    # What set it off; without any it waits for another day.
    notes: set[tuple[Why, Note]] = field(default_factory=set)
    new: set[str] = field(default_factory=set)

    def add(self, why: Why, one: Chased, note: Note | None) -> None:
        part = self.parts.setdefault((why, one.auditor), [])
        if one not in part:
            part.append(one)
        if note:
            self.notes.add((why, note))
        if note is Note.GIVEN:
            self.new.add(one.public_id)


@dataclass(frozen=True)
class Post:
    """The digests of a day, and the auditors for whom there is nobody to write to."""

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
    today = london_day(at)
    moments_of = cache(lambda due: moments_of_notes(due, patience, at, off))
    for one in chased:
        if not is_chased(one.open.state):
            continue
        # Hundreds are due on the same day.
        moments = moments_of(replace(one.open, given_at=None))
        reader, why = reader_of(one, people)
        if reader is None:
            unreached.add(one.auditor)
        else:
            note = note_for_auditor(one.open, moments, people.last_heard.get(reader), at)
            made.setdefault(reader, Digest(reader)).add(why, one, note)
        for person, note in above(one, reader, moments, people):
            unheard = is_unheard(note, moments, people.last_heard.get(person), today)
            digest = made.setdefault(person, Digest(person))
            digest.add(Why.OVERDUE, one, note if unheard else None)
    told = [made[person] for person in sorted(made) if made[person].notes]
    return Post(told, unreached)


def reader_of(one: Chased, people: People) -> tuple[int | None, Why]:
    """The auditor, whoever stands in for them, or whoever they reported to; none where nobody may hear."""
    viewer = people.here.get(one.auditor)
    if viewer is None or not may(viewer, Permission.AUDIT_WRITE):
        manager = people.manager_of(one.auditor)
        return (manager if may_hear(manager, one, people) else None), Why.LEFT
    reader = people.reached(one.auditor)
    if reader == one.auditor or not may_hear(reader, one, people):
        return one.auditor, Why.OWN
    return reader, Why.AWAY


def may_hear(person: int | None, one: Chased, people: People) -> bool:
    """A count is as secret as what it counts: of a restricted record nobody hears who may not see it."""
    if person is None:
        return False
    viewer = people.here[person]
    cleared = may_at(viewer, Permission.CHILD_RESTRICTED, one.path)
    knows_of_it = any(may_at(viewer, each, one.path) for each in OWN_WORK)
    return (cleared or not one.is_restricted) and (knows_of_it or not one.is_own_work)


def above(
    one: Chased, reader: int | None, moments: Mapping[Note, datetime], people: People
) -> Iterator[tuple[int, Note]]:
    """Who else hears that it is overdue; the heads of service in place of a line manager who is not named."""
    if Note.TO_MANAGER not in moments and Note.TO_HEAD not in moments:
        return
    manager, heads = people.manager_of(one.auditor), people.heads_of(one.auditor)
    hears = {Note.TO_MANAGER: heads if manager is None else {manager}, Note.TO_HEAD: heads}
    for note, them in hears.items():
        for person in sorted(them - {one.auditor, reader}) if note in moments else ():
            if may_hear(person, one, people):
                yield person, note


def pressing_moment(digest: Digest, at: datetime) -> datetime | None:
    """The last moment of today at which something due at an hour was given out or became overdue."""
    audits = [one for part in digest.parts.values() for one in part if one.open.due_at]
    given = [one.open.given_at for one in audits if one.public_id in digest.new]
    moments = [*given, *(one.open.due_at for one in audits)]
    of_today = [one for one in moments if one and one < at and london_day(one) == london_day(at)]
    return max(of_today, default=None)
