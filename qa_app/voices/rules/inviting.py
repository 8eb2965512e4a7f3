"""Whom the service invites to take part, and when it reminds them, once."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from qa_app.access.rules import Permission, Viewer, may, may_at
from qa_app.foundation.clock import london_day, working_days_after

# Long enough to find a quiet quarter of an hour, short enough to be before the auditor has read it all.
REMIND_AFTER = 3
# What was allocated and submitted between two runs of the timer is found by the next one.
LOOK_BACK = timedelta(days=7)


def may_take_part(viewer: Viewer | None, auditor: int, path: str, *, is_restricted: bool) -> bool:
    """Whoever can sign in for it, did not read it themselves, and may know of the record."""
    if viewer is None or viewer.person_id == auditor:
        return False
    cleared = may_at(viewer, Permission.CHILD_RESTRICTED, path)
    return may(viewer, Permission.REFLECTION_WRITE) and (cleared or not is_restricted)


def is_reminded(invited_at: datetime, at: datetime, off: Collection[date] = ()) -> bool:
    return london_day(at) >= working_days_after(london_day(invited_at), REMIND_AFTER, off)
