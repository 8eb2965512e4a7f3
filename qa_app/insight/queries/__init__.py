"""Counts over the rows that the viewer may open."""

from qa_app.insight.queries.breakdowns import lines_by
from qa_app.insight.queries.completion import completion_in, list_given, list_later_months
from qa_app.insight.queries.coverage import list_named, list_open_records
from qa_app.insight.queries.left_out import count_left_out, list_left_out, list_reasons
from qa_app.insight.queries.places import list_services, name_above, names_at
from qa_app.insight.queries.records import list_offered
from qa_app.insight.queries.settings import target_of

__all__ = [
    "completion_in",
    "count_left_out",
    "lines_by",
    "list_given",
    "list_later_months",
    "list_left_out",
    "list_reasons",
    "list_named",
    "list_offered",
    "list_open_records",
    "list_services",
    "name_above",
    "names_at",
    "target_of",
]
