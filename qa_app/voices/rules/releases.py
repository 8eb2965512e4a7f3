"""When an audit is released to the practitioner, and why not yet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from qa_app.audit_templates.rules import Template
from qa_app.audits.rules import Status
from qa_app.foundation.clock import (
    LONDON,
    as_london,
    is_working_day,
    london_day,
    long_date,
    working_days_after,
)
from qa_app.rounds.rules.plans import Released

# Nobody is left alone over a weekend with what they read.
SHUTS, OPENS = time(14), time(9)
DAY = timedelta(days=1)

NOT_SUBMITTED = "It has not been submitted."
NOT_AGREED = "Somebody gives a second opinion on it first."
NOT_SIGNED_OFF = "It has not been signed off."
NO_CONVERSATION = "The conversation with the practitioner has not been noted. A grade is below good, so it comes first."
NOBODY = "The practitioner can no longer sign in, so there is nobody to release it to."
AWAY = "The practitioner is away until {day}."
AWAY_UNTIL_UNKNOWN = "The practitioner is away, and nobody has recorded until when."
SHUT = (
    "Nothing is released from 2pm on the last working day before a weekend or bank holiday "
    "until 9am on the next working day."
)

# The first and the last day; no last day where nobody knows it.
Away = Sequence[tuple[date, date | None]]


@dataclass(frozen=True)
class Decision:
    """Released now, or why not; `at` is when, as far as things stand, or None while that is open."""

    reasons: tuple[str, ...] = ()
    at: datetime | None = None

    @property
    def is_now(self) -> bool:
        return not self.reasons


def why_not_finished(status: Status, released: Released) -> str:
    """Nothing once it has come as far as its programme asks for."""
    if status is Status.SIGNED_OFF:
        return ""
    if status is Status.AGREED:
        return "" if released is Released.AGREED else NOT_SIGNED_OFF
    return NOT_AGREED if status is Status.SUBMITTED else NOT_SUBMITTED


def decide(
    *,
    not_finished: str,
    is_below_good: bool,
    is_noted: bool,
    is_here: bool,
    away: Away,
    at: datetime,
    off: Collection[date] = (),
) -> Decision:
    first = first_moment(at, away, off)
    waits_for = [
        *([not_finished] if not_finished else []),
        *([NO_CONVERSATION] if is_below_good and not is_noted else []),
        *([] if is_here else [NOBODY]),
    ]
    reasons = [*waits_for, *why_not_today(at, away, off)]
    return Decision(tuple(reasons), None if waits_for else first)


def why_not_today(at: datetime, away: Away, off: Collection[date] = ()) -> list[str]:
    reasons = []
    if covering := absences_on(london_day(at), away):
        last = last_of(covering)
        reasons.append(AWAY.format(day=long_date(last)) if last else AWAY_UNTIL_UNKNOWN)
    return [*reasons, SHUT] if is_shut(at, off) else reasons


def first_moment(at: datetime, away: Away = (), off: Collection[date] = ()) -> datetime | None:
    """From this moment on, the first at which something may be released; None while nobody knows."""
    while True:
        day = london_day(at)
        if covering := absences_on(day, away):
            if (last := last_of(covering)) is None:
                return None
            at = opening_of(last + DAY)
        elif is_shut(at, off):
            begins_today = is_working_day(day, off) and as_london(at).time() < OPENS
            at = opening_of(day if begins_today else working_days_after(day, 1, off))
        else:
            return at


def is_shut(at: datetime, off: Collection[date] = ()) -> bool:
    """From the afternoon before days off to the morning after them; on other days at no hour."""
    day, hour = london_day(at), as_london(at).time()
    if not is_working_day(day, off):
        return True
    if hour < OPENS:
        return not is_working_day(day - DAY, off)
    return hour >= SHUTS and not is_working_day(day + DAY, off)


def opening_of(day: date) -> datetime:
    return datetime.combine(day, OPENS, LONDON)


def absences_on(day: date, away: Away) -> list[date | None]:
    """The last days of those that cover the day."""
    return [last for first, last in away if first <= day and (last is None or last >= day)]


def last_of(covering: Sequence[date | None]) -> date | None:
    known = [one for one in covering if one is not None]
    return max(known) if len(known) == len(covering) else None


def is_below_good(template: Template, grades: Collection[str | None]) -> bool:
    """Whether any of these is less than the template counts as good."""
    given = (template.grade(one) for one in grades)
    return any(one is not None and not one.counts_as_good for one in given)
