"""Safety concerns that are not closed."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.concerns.queries import count, list_concerns

SHOWN = 5


def not_closed(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """Nothing is said while there is none."""
    if not (concerns := list_concerns(viewer, limit=SHOWN)):
        return None
    total = len(concerns) if len(concerns) < SHOWN else count(viewer)
    return {"concerns": concerns, "total": total}
