"""How many strengths and areas for development an audit has room for."""

from collections.abc import Sequence

from qa_app.audit_templates.rules import Template
from qa_app.audits.rules.states import FindingKind

MOST_THEMES = 3


def most_of(template: Template, kind: FindingKind) -> int:
    return template.strengths if kind is FindingKind.STRENGTH else template.development


def why_no_more(template: Template, kind: FindingKind, there: Sequence[FindingKind]) -> str:
    """Nothing while there is room."""
    most = most_of(template, kind)
    if there.count(kind) < most:
        return ""
    words = "strength" if kind is FindingKind.STRENGTH else "area for development"
    many = "strengths" if kind is FindingKind.STRENGTH else "areas for development"
    if most == 0:
        return f"This audit asks for no {many}"
    return (
        f"This audit has room for {most} {words if most == 1 else many}. Change or remove one first"
    )
