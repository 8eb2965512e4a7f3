"""Concerns that the viewer may see, and who is to hear of one."""

from qa_app.concerns.queries.concerns import (
    count,
    find_concern,
    is_told,
    list_concerns,
    list_told,
    list_without_receipt,
    numbers_of,
    open_of_allocation,
    open_of_child,
    visible_to,
    waiting_for,
)
from qa_app.concerns.queries.people import people_at

__all__ = [
    "count",
    "find_concern",
    "is_told",
    "list_concerns",
    "list_told",
    "list_without_receipt",
    "numbers_of",
    "open_of_allocation",
    "open_of_child",
    "people_at",
    "visible_to",
    "waiting_for",
]
