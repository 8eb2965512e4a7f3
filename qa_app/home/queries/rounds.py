"""What whoever runs the programme does next."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.rounds.queries.waiting import list_declined, rounds_to_open


def to_prepare(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    to_open, declined = rounds_to_open(viewer, london_day(at)), list_declined(viewer)
    if not to_open and not declined:
        return None
    return {"to_open": to_open, "records": [one for one, _ in declined], "declined": declined}
