"""Templates that wait for a second person."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.audit_templates.queries import list_waiting_for


def to_publish(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    waiting = list_waiting_for(viewer)
    return {"waiting": waiting} if waiting else None
