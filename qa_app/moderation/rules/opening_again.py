"""Until when whoever settled which grades count can take that back."""

from datetime import date

from qa_app.audits.rules import Status
from qa_app.foundation.clock import long_date

# So long afterwards; and only while nobody has signed the audit off or reads it who cannot unread it.
WORKING_DAYS = 5

NOT_SETTLED = "This second opinion is not settled, so there is nothing to open again"
NOT_BY_YOU = "Only whoever settled it can open it again"
SIGNED_OFF = "The audit has been signed off, so the second opinion on it cannot be opened again"
RELEASED = (
    "The practitioner can read this audit already, so the second opinion on it cannot be opened again. A grade "
    "that is wrong can be challenged in the five working days after the release"
)
TOO_LATE = "It could be opened again until {day}"


def why_not_open_again(
    *,
    settled_by: int | None,
    person: int,
    last_day: date | None,
    today: date,
    status: Status,
    is_released: bool,
) -> str:
    """The first thing that keeps them from it; nothing when they may. `last_day` is None until it is settled."""
    if last_day is None:
        return NOT_SETTLED
    if settled_by != person:
        return NOT_BY_YOU
    if is_released:
        return RELEASED
    if status is not Status.AGREED:
        return SIGNED_OFF
    return TOO_LATE.format(day=long_date(last_day)) if today > last_day else ""
