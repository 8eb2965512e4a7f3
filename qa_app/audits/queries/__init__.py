"""What somebody may see of audits."""

from qa_app.audits.queries.audits import (
    audit_of,
    find_audit,
    ids_of_audits,
    ids_of_readable,
    list_of_child,
    readable_of,
    visible_to,
)
from qa_app.audits.queries.pictures import picture_of, sections_of, written_in
from qa_app.audits.queries.waiting import is_waiting

__all__ = [
    "audit_of",
    "find_audit",
    "ids_of_audits",
    "ids_of_readable",
    "is_waiting",
    "list_of_child",
    "picture_of",
    "readable_of",
    "sections_of",
    "visible_to",
    "written_in",
]
