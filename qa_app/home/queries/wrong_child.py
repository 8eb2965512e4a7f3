"""Audits that are shut because of a wrong child, and wait for somebody to decide."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.wrong_child.queries import count, list_undecided

SHOWN = 5


def to_decide(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """Nothing is said while there is none."""
    if not (listed := list_undecided(viewer, SHOWN)):
        return None
    total = len(listed) if len(listed) < SHOWN else count(viewer, undecided=True)
    return {"listed": listed, "total": total}
