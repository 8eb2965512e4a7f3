"""Records that somebody asks for by name: in which rounds, by when, and against which rules."""

from datetime import UTC, date, datetime, timedelta

from qa_app.foundation.clock import LONDON, as_london, london_day
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


def may_go_against(why: Bar, reason: str) -> bool:
    return why not in NEVER_GONE_AGAINST and bool(reason.strip())
