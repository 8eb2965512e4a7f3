"""Figures, the sentences that carry them, and what may be asked of them."""

from qa_app.insight.rules.completion import (
    NOTHING_DUE,
    NOTHING_GIVEN,
    Completion,
    Counted,
    Given,
    count_of,
    counted_by,
)
from qa_app.insight.rules.months import (
    ALL_MONTHS,
    LATE,
    LISTED,
    MONTHS_SHOWN,
    month_asked,
    months_offered,
    written,
)
from qa_app.insight.rules.places import path_above, service_of

__all__ = [
    "ALL_MONTHS",
    "LATE",
    "LISTED",
    "MONTHS_SHOWN",
    "NOTHING_DUE",
    "NOTHING_GIVEN",
    "Completion",
    "Counted",
    "Given",
    "count_of",
    "counted_by",
    "month_asked",
    "months_offered",
    "path_above",
    "service_of",
    "written",
]
