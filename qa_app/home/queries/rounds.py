"""What whoever runs the programme does next."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.rounds.queries.waiting import list_declined, rounds_to_close, rounds_to_open

CLOSING_SHOWN = 5


def to_prepare(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    today = london_day(at)
    to_open, declined = rounds_to_open(viewer, today), list_declined(viewer)
    to_close = rounds_to_close(viewer, today)
    if not to_open and not declined and not to_close:
        return None
    return {
        "to_open": to_open,
        "to_close": to_close[:CLOSING_SHOWN],
        "more_to_close": len(to_close[CLOSING_SHOWN:]),
        "records": [one for one, _ in declined],
        "declined": declined,
    }
