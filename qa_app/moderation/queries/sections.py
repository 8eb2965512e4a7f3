"""What there is to grade in an audit a second time."""

from dataclasses import dataclass
from typing import Any

from qa_app.audits.models import Audit
from qa_app.audits.queries import picture_of

# The judgement of the whole stands under no section.
WHOLE = ""


@dataclass(frozen=True)
class ToGrade:
    """A section, or the whole audit, as somebody is asked to grade it."""

    id: str
    heading: str
    # The section of the template, with what good looks like; None for the whole.
    section: Any = None

    @property
    def field(self) -> str:
        """By what a form names it."""
        return self.id or "the-whole"


def sections_to_grade(audit: Audit) -> list[ToGrade]:
    """In the order of the template; those alone that the auditor graded, so that both grade the same."""
    shown = picture_of(audit).shown
    asked = [
        ToGrade(section.id, section.heading, section)
        for section, _ in shown.values()
        if section.graded and audit.grades.get(section.id)
    ]
    if audit.grade:
        asked.append(ToGrade(WHOLE, "The whole audit"))
    return asked
