"""When an audit may move on, what counts in it, and what it must say first."""

from qa_app.audits.rules.states import (
    HANDED_IN,
    HEARD,
    NEXT,
    FindingKind,
    Part,
    Safe,
    SectionState,
    Source,
    Status,
    WhyNot,
    may_move,
    why_not_withdraw,
)

__all__ = [
    "HANDED_IN",
    "HEARD",
    "NEXT",
    "FindingKind",
    "Part",
    "Safe",
    "SectionState",
    "Source",
    "Status",
    "WhyNot",
    "may_move",
    "why_not_withdraw",
]
