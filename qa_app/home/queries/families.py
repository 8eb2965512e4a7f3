"""Families who wait for somebody: to be asked, or to hear what came of their words."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Permission, Viewer, may
from qa_app.foundation.clock import london_day
from qa_app.voices.queries import asking, complaints
from qa_app.voices.rules.complaints import State

SHOWN = 5


def waiting(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """Nothing is said where nobody waits."""
    checks = asking.waiting_for(viewer, SHOWN) if may(viewer, Permission.FAMILY_CONFIRM) else []
    promised, late = [], 0
    if may(viewer, Permission.FAMILY_TELL):
        promised = complaints.list_matters(viewer, State.TO_TELL, SHOWN, mine=True)
        late = complaints.count_late(viewer, london_day(at))
    if not checks and not promised and not late:
        return None
    return {
        "records": [*checks, *promised],
        "checks": checks,
        "promised": promised,
        "late": late,
    }
