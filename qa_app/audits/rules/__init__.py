"""When an audit may move on, what counts in it, and what it must say first."""

from qa_app.audits.rules.states import (
    NEXT,
    FindingKind,
    Part,
    Safe,
    SectionState,
    Source,
    Status,
    WhyNot,
    may_move,
)

__all__ = [
    "NEXT",
    "FindingKind",
    "Part",
    "Safe",
    "SectionState",
    "Source",
    "Status",
    "WhyNot",
    "may_move",
]
