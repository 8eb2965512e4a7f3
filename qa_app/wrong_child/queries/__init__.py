"""Shut audits as far as the viewer may see them, and who decides about them."""

from qa_app.wrong_child.queries.people import people_at, writer_of
from qa_app.wrong_child.queries.shut import (
    audit_in,
    count,
    find_shut,
    find_shut_of_theirs,
    is_shut_address,
    list_shut,
    list_undecided,
    what_is_in,
)

__all__ = [
    "audit_in",
    "count",
    "find_shut",
    "find_shut_of_theirs",
    "is_shut_address",
    "list_shut",
    "list_undecided",
    "people_at",
    "what_is_in",
    "writer_of",
]
