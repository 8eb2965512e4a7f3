"""Actions as far as the viewer may see them, and the counts of them."""

from qa_app.actions.queries.actions import (
    children_in,
    count,
    find_action,
    find_proposed,
    is_of_restricted_child,
    is_reached,
    list_changes,
    list_of_child,
    list_of_source,
    list_proposed,
    visible_to,
)
from qa_app.actions.queries.figures import count_overdue, count_owed, list_standings, on_time
from qa_app.actions.queries.listing import (
    Shown,
    Sought,
    Whose,
    list_actions,
    list_offered,
    places_and_owners,
    sought,
)
from qa_app.actions.queries.open_work import list_open_of
from qa_app.actions.queries.owners import list_possible_owners

__all__ = [
    "Shown",
    "Sought",
    "Whose",
    "children_in",
    "count",
    "count_overdue",
    "count_owed",
    "find_action",
    "find_proposed",
    "is_of_restricted_child",
    "is_reached",
    "list_actions",
    "list_changes",
    "list_of_child",
    "list_offered",
    "list_of_source",
    "list_open_of",
    "list_possible_owners",
    "list_proposed",
    "list_standings",
    "on_time",
    "places_and_owners",
    "sought",
    "visible_to",
]
