"""On which days who is reminded about second opinions and what follows them."""

from collections.abc import Collection, Sequence
from datetime import date

from qa_app.foundation.clock import working_days_after


def is_nearly_due(due: date, today: date, off: Collection[date] = ()) -> bool:
    """On the working day before it is due, and on the day itself."""
    return today <= due <= working_days_after(today, 1, off)


def late_days(
    submitted: Sequence[date], within: int, today: date, off: Collection[date] = ()
) -> list[tuple[date, date]]:
    """Of days on which audits were submitted, those from which it is too long: when they were due, and themselves."""
    due = [(working_days_after(one, within, off), one) for one in submitted]
    return sorted(one for one in due if one[0] < today)
