"""Reports that are ready to be fetched, and schedules by which they come."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.reports.queries.reports import count_ready
from qa_app.schedules.queries.schedules import list_own_going_on, next_days
from qa_app.schedules.rules.standing import Standing


def of_mine(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """One’s own alone; nothing where there is neither."""
    schedules = list_own_going_on(viewer)
    ready = count_ready(viewer, at)
    if not schedules and not ready:
        return None
    coming = [
        (slot.day, one)
        for one in schedules
        if one.standing is Standing.IN_FORCE
        for slot in next_days(one, at, 1)
    ]
    return {
        "ready": ready,
        "schedules": len(schedules),
        "stopped": sum(one.standing is Standing.STOPPED for one in schedules),
        "next": min(coming, key=lambda one: (one[0], one[1].id)) if coming else None,
    }
