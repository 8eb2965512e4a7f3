"""Calibration exercises that wait for somebody: to grade, or to note what was agreed on."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.moderation.operations.taking_part import last_day_of
from qa_app.moderation.queries.calibrations import list_to_discuss, list_to_grade


def waiting(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """The first to close first."""
    to_grade = [(one, last_day_of(one)) for one in list_to_grade(viewer, at)]
    to_discuss = [(one, last_day_of(one)) for one in list_to_discuss(viewer, at)]
    if not (to_grade or to_discuss):
        return None
    return {"to_grade": to_grade, "to_discuss": to_discuss}
