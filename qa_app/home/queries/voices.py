"""Audits of somebody’s own work, and what waits for an auditor to talk about or to answer."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Role, Viewer
from qa_app.voices.queries.waiting import (
    list_disputed,
    list_of_own_work,
    list_to_talk_about,
    list_upcoming,
    talks_about,
)

SHOWN = 5


def own_work(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """A practitioner finds it always; others who hold a record, where there is something."""
    found = list_of_own_work(viewer, at, SHOWN)
    if not found and Role.PRACTITIONER not in viewer.roles:
        return None
    return {
        "reflections": found,
        "talks": talks_about(found),
        "records": [one.allocation for one in found],
    }


def conversations(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """Nothing is said while nothing waits."""
    disputed = list_disputed(viewer, SHOWN)
    upcoming = list_upcoming(viewer, at, SHOWN)
    to_talk = list_to_talk_about(viewer, SHOWN)
    if not (disputed or upcoming or to_talk):
        return None
    audits = [*(audit for _, audit in disputed), *(one.audit for one in upcoming), *to_talk]
    return {
        "records": [one.allocation for one in audits],
        "disputed": disputed,
        "upcoming": upcoming,
        "to_talk": to_talk,
    }
