"""Edit the next version of a template, and have it published."""

from qa_app.audit_templates.routes.drafts import (
    beginnings,
    conditions,
    library_sections,
    publishing,
    questions,
    rules,
    sections,
    trying,
    whole,
)

__all__ = [
    "beginnings",
    "conditions",
    "library_sections",
    "publishing",
    "questions",
    "rules",
    "sections",
    "trying",
    "whole",
]
