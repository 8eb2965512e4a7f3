"""Records that somebody asks for by name: in which rounds, by when, and against which rules."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from qa_app.foundation.clock import (
    LONDON,
    as_london,
    clock_time,
    london_day,
    long_date,
    start_of,
)
from qa_app.rounds.rules.eligibility import Facts
from qa_app.rounds.rules.independence import Bar
from qa_app.rounds.rules.plans import DUE_WITHIN_HOURS, PASTED, Kind, Plan

# A reason can be given against any rule but this one.
NEVER_GONE_AGAINST = (Bar.NOT_CLEARED,)
HOUR = timedelta(hours=1)


def takes_by_name(plan: Plan) -> bool:
    return plan.kind in (Kind.REQUESTED, Kind.RE_AUDIT) or plan.source in PASTED


def why_not_by_name(plan: Plan, *, is_open: bool, is_closed: bool) -> str:
    """Nothing when a record may be added."""
    if not takes_by_name(plan):
        return "This round is drawn. A record is asked for by name in a programme for that"
    if not is_open:
        return "Open the round first"
    return "This round is closed. Open it again first" if is_closed else ""


def deadline(at: datetime, hours: int) -> datetime:
    """So many hours on, at the next full hour."""
    due = as_london(at + timedelta(hours=hours))
    full = due.replace(minute=0, second=0, microsecond=0)
    return full if full == due else as_london((full + HOUR).astimezone(UTC))


def hours_given(plan: Plan) -> int:
    """From when a record is given out; nothing where it is due on the day of its round."""
    return plan.due_hours if plan.kind in DUE_WITHIN_HOURS else 0


def due_when_given(plan: Plan, due_on: date, at: datetime) -> tuple[date, datetime | None]:
    """The day and the hour by which a record is due that is given out now."""
    hours = hours_given(plan)
    if not hours:
        return due_on, None
    due_at = deadline(at, hours)
    return london_day(due_at), due_at


def moment_of(day: date, hour: int | None) -> datetime | None:
    """The hour of a London day; None where the whole day is meant."""
    if hour is None:
        return None
    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON).astimezone(UTC)


def is_past(due_on: date, due_at: datetime | None, at: datetime, today: date) -> bool:
    return due_on < today or (due_at is not None and due_at <= at)


def why_unheard(
    name: str, due_on: date, due_at: datetime | None, at: datetime, hears_at: datetime
) -> str:
    """Nothing where there is time left once its auditor hears of it: emails go out by day."""
    end = due_at or start_of(due_on + timedelta(days=1))
    if hears_at <= at or hears_at < end:
        return ""
    heard = f"{long_date(london_day(hears_at))} at {clock_time(hears_at)}"
    return (
        f"{name} is told by email on {heard} at the earliest, when it is due already. Enter a later "
        "day, or tell them yourself"
    )


def why_nothing_to_read(caseload: Sequence[Facts]) -> str:
    """Of a practitioner none of whose records could be given out."""
    if not caseload:
        return "They have no open record on the list of children"
    if all(one.has_open_audit for one in caseload):
        return "All their open records are being audited already"
    return (
        "None of their open records can be given out: each is being audited, is out of draws, was "
        "read in this round, or is one for which this person is not cleared"
    )


def may_go_against(why: Bar, reason: str) -> bool:
    return why not in NEVER_GONE_AGAINST and bool(reason.strip())
