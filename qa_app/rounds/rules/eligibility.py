"""Which records a round may draw at all, and why the others stay out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qa_app.rounds.rules.months import months_on


class Out(StrEnum):
    """Why a record is not in the draw; the words go on after a reference."""

    HELD = "is out of draws for now"
    CLOSED = "is closed"
    OTHER_STATUS = "has a status that this programme does not read"
    OTHER_AGE = "is of an age that this programme does not read"
    NOT_SUITED = "is of a status or age that the template does not suit"
    OTHER_PLACE = "is with a team that this programme does not read"
    TOO_NEW = "has not been open for long enough"
    OPEN_AUDIT = "is being audited already"
    AUDITED = "was audited not long ago"
    IN_CONVERSATION = "is with a practitioner who has a conversation this month already"
    SIBLING = "is of a family of which another record was drawn"
    SAME_PRACTITIONER = "is with a practitioner of whom another record was drawn"


# The same of some records together, where a page says who is missing from every open child.
MISSING = {
    Out.HELD: "out of draws for now",
    Out.OTHER_STATUS: "with a status that this programme does not read",
    Out.OTHER_AGE: "of an age that this programme does not read",
    Out.NOT_SUITED: "of a status or age that the template does not suit",
    Out.OTHER_PLACE: "with a team that this programme does not read",
    Out.TOO_NEW: "not open for long enough",
    Out.OPEN_AUDIT: "being audited already",
    Out.AUDITED: "audited not long ago",
    Out.IN_CONVERSATION: "with a practitioner who has a conversation this month already",
    Out.SIBLING: "of a family of which another record was drawn",
    Out.SAME_PRACTITIONER: "with a practitioner of whom another record was drawn",
}


class Unfinished(StrEnum):
    """An audit of a record that is not done: somebody still hears of it, or nobody does any more."""

    CHASED = "Its auditor is reminded of it, or it is paused"
    CHASED_NO_MORE = "Nobody is reminded of it any more"


class Unchecked(StrEnum):
    """What could not be made sure of, for want of a column."""

    FAMILY = "Brothers and sisters: the list names no families"
    SINCE = "How long a record has been open: the list has no date for its status"
    PRACTITIONER = "Whose record it is: the list names no practitioner whom we know"
    TEAM = "Which team it is with: the list names no team of the tree"
    AGE = "Ages: the list has none"
    STATUS = "Statuses: the list has none"


@dataclass(frozen=True)
class Facts:
    """What is known of a record on the day of the draw; None and "" where the list does not say."""

    reference: str
    child_id: int | None = None
    place_id: int = 0
    is_open: bool = True
    status: str = ""
    status_since: date | None = None
    age: int | None = None
    path: str = ""
    family: str = ""
    practitioners: tuple[int, ...] = ()
    is_restricted: bool = False
    held: bool = False
    open_audit: Unfinished | None = None
    last_audited: date | None = None

    @property
    def has_open_audit(self) -> bool:
        return self.open_audit is not None


@dataclass(frozen=True)
class Limits:
    """What a programme asks of a record."""

    statuses: tuple[str, ...] = ()
    youngest: int | None = None
    oldest: int | None = None
    paths: tuple[str, ...] = ()
    open_weeks: int = 0
    not_audited_months: int = 0
    one_a_practitioner: bool = True
    siblings_once: bool = True


@dataclass(frozen=True)
class Suits:
    """Which children a template is written for; with nothing said, all."""

    statuses: frozenset[str] = frozenset()
    youngest: int | None = None
    oldest: int | None = None


EVERYBODY = Suits()


def why_out(
    one: Facts,
    limits: Limits,
    on: date,
    in_conversation: Collection[int] = (),
    suits: Suits = EVERYBODY,
    unfinished: Collection[Unfinished] = (*Unfinished,),
) -> Out | None:
    """The first reason that holds; nothing keeps out what the list does not say."""
    reasons = (
        (one.held, Out.HELD),
        # A closed record is read only by a programme that asks for its status by name.
        (not one.is_open and one.status not in limits.statuses, Out.CLOSED),
        (not _is_of_status(one.status, limits.statuses), Out.OTHER_STATUS),
        (not _is_of_age(one.age, limits.youngest, limits.oldest), Out.OTHER_AGE),
        (not _is_suited(one, suits), Out.NOT_SUITED),
        (bool(limits.paths) and not one.path.startswith(limits.paths), Out.OTHER_PLACE),
        (_is_new(one.status_since, limits, on), Out.TOO_NEW),
        (one.open_audit in unfinished, Out.OPEN_AUDIT),
        (_was_audited(one.last_audited, limits, on), Out.AUDITED),
        # Those of programmes that end in a conversation; whatever else a programme asks, one is enough.
        (bool({*one.practitioners[:1]} & {*in_conversation}), Out.IN_CONVERSATION),
    )
    return next((why for holds, why in reasons if holds), None)


def _is_of_status(status: str, asked: Collection[str]) -> bool:
    return not asked or not status or status in asked


def _is_of_age(age: int | None, youngest: int | None, oldest: int | None) -> bool:
    if age is None:
        return True
    return (youngest is None or youngest <= age) and (oldest is None or age <= oldest)


def _is_suited(one: Facts, suits: Suits) -> bool:
    of_status = _is_of_status(one.status, suits.statuses)
    return of_status and _is_of_age(one.age, suits.youngest, suits.oldest)


def _is_new(since: date | None, limits: Limits, on: date) -> bool:
    return since is not None and since > on - timedelta(weeks=limits.open_weeks)


def _was_audited(last: date | None, limits: Limits, on: date) -> bool:
    """Counted in whole months, so that a record of last May is out until this November; 0 is no rule."""
    if last is None or not limits.not_audited_months:
        return False
    return last >= months_on(on.replace(day=1), -limits.not_audited_months)


def not_checked(records: Sequence[Facts], limits: Limits) -> list[Unchecked]:
    """Rules that bind nobody because the list has no such column."""
    asked: Iterable[tuple[bool, bool, Unchecked]] = (
        (limits.siblings_once, any(one.family for one in records), Unchecked.FAMILY),
        (bool(limits.open_weeks), any(one.status_since for one in records), Unchecked.SINCE),
        (True, any(one.practitioners for one in records), Unchecked.PRACTITIONER),
        (True, any(one.path.count("/") > 1 for one in records), Unchecked.TEAM),
        (
            limits.youngest is not None or limits.oldest is not None,
            any(one.age is not None for one in records),
            Unchecked.AGE,
        ),
        (bool(limits.statuses), any(one.status for one in records), Unchecked.STATUS),
    )
    return [words for wanted, known, words in asked if wanted and not known]
