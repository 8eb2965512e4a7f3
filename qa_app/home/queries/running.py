"""Whether what should happen by itself does happen."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.jobs.queries import list_standings
from qa_app.outbox.queries import standing
from qa_app.retention.queries import readiness_of


def running(viewer: Viewer, at: datetime) -> dict[str, Any]:
    """Counts of the viewer's own council; of timers, which are the installation's, only which are late."""
    return {
        "mail": standing(viewer.council_id),
        "late": [one for one in list_standings(at) if one.late],
    }


def readiness(viewer: Viewer, at: datetime) -> dict[str, Any]:
    """Also once it is settled, for there is no other way to the page."""
    return {"standing": readiness_of(viewer.council_id)}
