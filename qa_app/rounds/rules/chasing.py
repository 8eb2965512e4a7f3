"""Which note about an open audit falls on which day, who gets it, and at which hours."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from qa_app.foundation.clock import (
    LONDON,
    as_london,
    is_working_day,
    london_day,
    start_of,
    working_days_after,
)
from qa_app.organisation.rules.settings import day_in
from qa_app.outbox.rules import MORNING, is_by_day
from qa_app.rounds.rules.states import OPEN, State


class Note(StrEnum):
    """From the least to the most pressing; each goes to the auditor, but for the last two."""

    GIVEN = "New since they were last written to"
    SOON = "Due in some days"
    DUE = "Due today"
    LATE = "Overdue"
    TO_MANAGER = "Overdue, to the auditor’s line manager"
    TO_HEAD = "Overdue, to the head of service"


A_WEEK = timedelta(days=7)
# Each week until it is done; whatever was written to somebody in between says it as well.
AGAIN = (Note.LATE, Note.TO_MANAGER, Note.TO_HEAD)
# Whoever was given an audit longer ago than this has been written to, or reminders were off.
NEW_FOR = timedelta(days=35)
OFF = "off"
# Whoever has not acted on eight weeks of reminders needs a talk, or the round a decision: it is late all the same.
CHASED_FOR = timedelta(weeks=8)


@dataclass(frozen=True)
class Patience:
    """After how many working days others hear of an audit that is overdue."""

    manager: int = 3
    head: int = 10


@dataclass(frozen=True)
class Open:
    """What there is to know of an audit, of whoever is to hear of it."""

    state: State
    due_on: date
    # On which days before it is due the programme reminds its auditors.
    remind_before: tuple[int, ...] = ()
    # When its auditor got it, where that is not long ago.
    given_at: datetime | None = None
    # The hour, where it was asked for within hours.
    due_at: datetime | None = None


def may_write(at: datetime, off: Collection[date] = ()) -> bool:
    """Nobody is written to at night or on a day off."""
    return is_by_day(at) and is_working_day(london_day(at), off)


def next_time_to_write(at: datetime, off: Collection[date] = ()) -> datetime:
    """This moment, or the next morning on which somebody may be written to."""
    if may_write(at, off):
        return at
    local = as_london(at)
    day = local.date()
    if local.hour >= MORNING or not is_working_day(day, off):
        day = working_days_after(day, 1, off)
    return datetime(day.year, day.month, day.day, MORNING, tzinfo=LONDON).astimezone(UTC)


def is_quiet(chosen: str, today: date) -> bool:
    """Whether the council has switched reminders off: altogether, or until a day that is still to come."""
    if chosen.strip().casefold() == OFF:
        return True
    begins = day_in(chosen)
    return begins is not None and today < begins


def is_chased(state: State) -> bool:
    """Paused, exempt, withdrawn and done: nobody hears anything."""
    return state in OPEN


def is_chased_no_more(due_on: date, today: date) -> bool:
    return due_on < today - CHASED_FOR


def moments_of_notes(
    one: Open, patience: Patience, at: datetime, off: Collection[date] = ()
) -> dict[Note, datetime]:
    """From when on each note that has a moment of its own is to be sent; this moment at most."""
    if not is_chased(one.state) or is_chased_no_more(one.due_on, london_day(at)):
        return {}
    after = {Note.LATE: 1, Note.TO_MANAGER: patience.manager, Note.TO_HEAD: patience.head}
    late = {
        note: start_of(working_days_after(one.due_on, number, off))
        for note, number in after.items()
    }
    if one.due_at:
        late[Note.LATE] = one.due_at
    reached = {note: moment for note, moment in late.items() if moment < at}
    return reached or _moments_before(one, london_day(at), off)


def _moments_before(one: Open, today: date, off: Collection[date]) -> dict[Note, datetime]:
    """A note that would fall on a day off goes on the next working day, unless the audit is due by then."""
    days = [_working(one.due_on - timedelta(days=number), off) for number in one.remind_before]
    reached = [day for day in days if day <= today and day < one.due_on]
    notes = {Note.SOON: start_of(max(reached))} if reached else {}
    last_day = _last_day_to_write(one, off)
    if last_day <= today and is_working_day(last_day, off):
        notes[Note.DUE] = start_of(last_day)
    return notes


def _last_day_to_write(one: Open, off: Collection[date]) -> date:
    """The day itself; where it is due at an hour before which nobody is written to, the working day before."""
    if one.due_at is None:
        return one.due_on
    day = one.due_on
    if as_london(one.due_at).hour <= MORNING:
        day -= timedelta(days=1)
    while not is_working_day(day, off):
        day -= timedelta(days=1)
    return day


def _working(day: date, off: Collection[date]) -> date:
    return day if is_working_day(day, off) else working_days_after(day, 1, off)


def is_unheard(
    note: Note, moments: Mapping[Note, datetime], last_heard: datetime | None, today: date
) -> bool:
    """Not written to since its moment, for a server that stood still; of what is overdue, not in the last week."""
    if note not in moments:
        return False
    is_new = last_heard is None or last_heard < moments[note]
    a_week_ago = today - A_WEEK
    if note in AGAIN:
        return is_new or (last_heard is not None and london_day(last_heard) <= a_week_ago)
    return is_new and london_day(moments[note]) > a_week_ago


def is_new(one: Open, last_heard: datetime | None, at: datetime) -> bool:
    """Given since they were last written to, and not begun yet."""
    if one.state is not State.TO_DO or one.given_at is None or at - one.given_at > NEW_FOR:
        return False
    return last_heard is None or one.given_at > last_heard


def note_for_auditor(
    one: Open,
    moments: Mapping[Note, datetime],
    last_heard: datetime | None,
    at: datetime,
) -> Note | None:
    """The most pressing note that their auditor has not had."""
    for note in (Note.LATE, Note.DUE):
        if is_unheard(note, moments, last_heard, london_day(at)):
            return note
    if is_chased(one.state) and is_new(one, last_heard, at):
        return Note.GIVEN
    return Note.SOON if is_unheard(Note.SOON, moments, last_heard, london_day(at)) else None


def in_words(
    remind_before: Collection[int], patience: Patience, *, within_hours: bool = False
) -> list[str]:
    """How a programme's audits are chased, for whoever plans it."""
    before = [_days(number, "day") for number in sorted(remind_before, reverse=True)]
    soon = f"{' and '.join(before)} before an audit is due, on" if before else "On"
    missed = "Of one that is due at an hour they hear as soon as the hour has passed."
    return [
        "Auditors get one email when audits are given to them, however many they are.",
        f"{soon} the day itself, on the next working day, and each week after that they get a reminder.",
        f"Their line manager hears {_days(patience.manager, 'working day')} after it was due, and the "
        f"head of service {_days(patience.head, 'working day')} after it.",
        *([missed] if within_hours else []),
        f"Nobody is reminded any more {CHASED_FOR.days // 7} weeks after it was due. It stays overdue in "
        "every list and figure.",
        "Emails go out on working days between 8am and 6pm.",
    ]


def _days(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
