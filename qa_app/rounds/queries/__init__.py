"""Rounds and allocations, as far as the viewer may see them."""

from qa_app.rounds.queries.allocations import (
    Sought,
    children_in,
    count,
    find_allocation,
    find_given,
    in_month,
    is_open_to,
    is_own_work,
    is_reached_by,
    list_in_month,
    not_hidden_from,
    visible_to,
)
from qa_app.rounds.queries.chasing import list_due_days, patience_of, quiet_of
from qa_app.rounds.queries.open_work import (
    count_open,
    last_given,
    list_auditors,
    list_open_of,
)
from qa_app.rounds.queries.own import count_mine, list_mine, mine
from qa_app.rounds.queries.readers import (
    find_reader,
    list_inspectors,
    list_named_for,
    list_readers,
    list_rounds,
)

__all__ = [
    "Sought",
    "children_in",
    "count",
    "count_mine",
    "count_open",
    "find_allocation",
    "find_given",
    "find_reader",
    "in_month",
    "is_open_to",
    "is_own_work",
    "is_reached_by",
    "last_given",
    "list_auditors",
    "list_due_days",
    "list_in_month",
    "list_inspectors",
    "list_mine",
    "list_named_for",
    "list_open_of",
    "list_readers",
    "list_rounds",
    "mine",
    "not_hidden_from",
    "patience_of",
    "quiet_of",
    "visible_to",
]
