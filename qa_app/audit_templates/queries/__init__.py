"""The templates of the viewer’s council, and the drafts of the next ones."""

from qa_app.audit_templates.queries.catalogue import (
    list_entries,
    list_templates,
    questions_by_standard,
)
from qa_app.audit_templates.queries.drafts import (
    codes_taken,
    draft_of,
    find_draft,
    is_called_alike,
    list_drafts,
    list_waiting_for,
    published_from,
    was_discarded,
)
from qa_app.audit_templates.queries.named import (
    beside,
    known_at,
    time_limits,
)
from qa_app.audit_templates.queries.past import (
    ids_published,
    ids_taken,
    most_like,
    past_of,
)
from qa_app.audit_templates.queries.versions import (
    contents_of,
    find_version,
    list_versions,
    newest_number,
    newest_version,
)

__all__ = [
    "beside",
    "codes_taken",
    "contents_of",
    "draft_of",
    "find_draft",
    "find_version",
    "ids_published",
    "ids_taken",
    "is_called_alike",
    "known_at",
    "list_drafts",
    "list_entries",
    "list_templates",
    "list_versions",
    "list_waiting_for",
    "most_like",
    "newest_number",
    "newest_version",
    "past_of",
    "published_from",
    "questions_by_standard",
    "time_limits",
    "was_discarded",
]
