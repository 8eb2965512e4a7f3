"""The list of children: how old it is, whom it holds, and which restrictions to look at again."""

from datetime import datetime, timedelta
from typing import Any

from qa_app.access.rules import Permission, Viewer, may_at
from qa_app.children.models import Child
from qa_app.children.queries.children import (
    count,
    is_with,
    latest_visible_to,
    list_children,
    visible_to,
)
from qa_app.children.queries.lists import list_in_force
from qa_app.foundation.clock import london_day

SOON = timedelta(days=30)
OLD = timedelta(days=35)


def children(viewer: Viewer, at: datetime) -> dict[str, Any]:
    newest = list_in_force(viewer.council_id)
    return {
        "newest": newest,
        "number": count(visible_to(viewer, Permission.CHILD_COUNT)) if newest else 0,
        "is_old": bool(newest and newest.as_at < london_day(at) - OLD),
        "may_import": may_at(viewer, Permission.CHILD_IMPORT, viewer.council_path),
    }


def my_children(viewer: Viewer, at: datetime) -> dict[str, Any]:
    return {"number": count(visible_to(viewer).where(is_with(viewer)))}


def restricted(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """Those whose day for looking again is near or past, also off the list; the first one first."""
    due = (
        latest_visible_to(viewer, Permission.CHILD_RESTRICT)
        .where(Child.restricted, Child.restricted_review_on <= london_day(at) + SOON)
        .order_by(Child.restricted_review_on)
    )
    found = [row.child for row in list_children(due)]
    return {"records": found} if found else None
