"""What the pages of published templates offer to those who edit and publish."""

from typing import Any

from flask import Flask

from qa_app.access.gate import viewer
from qa_app.access.rules import Permission, may
from qa_app.audit_templates import queries
from qa_app.audit_templates.models import TemplateVersion
from qa_app.web import panels


def beginnings() -> dict[str, Any] | None:
    """Where a new template begins, and what waits for this person to publish it."""
    writes = may(viewer(), Permission.TEMPLATE_WRITE)
    waiting = queries.list_waiting_for(viewer())
    return {"writes": writes, "waiting": waiting} if writes or waiting else None


def next_version(version: TemplateVersion) -> dict[str, Any] | None:
    if not may(viewer(), Permission.TEMPLATE_WRITE):
        return None
    return {
        "draft": queries.draft_of(version.code, viewer().council_id),
        "newest": queries.newest_number(viewer().council_id, version.code),
    }


def offer_editing(app: Flask) -> None:
    panels.offer(app, "audit_templates/index", "audit_templates/draft_panel_index.html", beginnings)
    panels.offer(app, "audit_templates/show", "audit_templates/draft_panel_show.html", next_version)
