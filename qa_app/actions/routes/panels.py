"""What the pages of a child and of an audit show of actions."""

from typing import Any

from qa_app.access.gate import viewer
from qa_app.access.rules import Permission, may
from qa_app.actions import queries
from qa_app.actions.rules import Source, SourceKind
from qa_app.children.models import ChildOnList

OF_A_CHILD = 10


def child_panel(child: ChildOnList) -> dict[str, Any] | None:
    """Those that the viewer may see; what is open first."""
    if not may(viewer(), Permission.ACTION_READ):
        return None
    found = queries.list_of_child(child.child_id, viewer(), limit=OF_A_CHILD)
    return {"actions": found} if found else None


def audit_panel(audit: Any) -> dict[str, Any] | None:
    """An audit lies above actions, and is known here by its public id alone."""
    source = Source(SourceKind.AUDIT, audit.public_id, "")
    proposed = queries.list_proposed(source, viewer())
    seen = may(viewer(), Permission.ACTION_READ)
    found = queries.list_of_source(source, viewer()) if seen else []
    return {"actions": found, "proposed": proposed} if found or proposed else None
