"""How accurate grading is, as the page that looks back says it."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.insight.queries.grading import grading_of


def of_our_grading(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    found = grading_of(viewer, at)
    return {"sentence": found.sentence, "change": found.change} if found else None
