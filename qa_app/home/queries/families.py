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
    may_say = may(viewer, Permission.FAMILY_CONFIRM)
    checks = asking.waiting_for(viewer, SHOWN) if may_say else []
    said = asking.count_answered(viewer, still_open=True) if may_say else 0
    promised, late = [], 0
    if may(viewer, Permission.FAMILY_TELL):
        promised = complaints.list_matters(viewer, State.TO_TELL, SHOWN, mine=True)
        late = complaints.count_late(viewer, london_day(at))
    if not checks and not said and not promised and not late:
        return None
    return {
        "records": [*checks, *promised],
        "checks": checks,
        "said": said,
        "promised": promised,
        "late": late,
    }
