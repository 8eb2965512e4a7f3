"""Second opinions, as far as somebody may see them."""

from qa_app.moderation.queries.moderations import (
    find_moderation,
    list_for_auditor,
    list_to_settle,
    of_audit,
)
from qa_app.moderation.queries.waiting import Waiting, list_waiting

__all__ = [
    "Waiting",
    "find_moderation",
    "list_for_auditor",
    "list_to_settle",
    "list_waiting",
    "of_audit",
]
