"""Edit the next version of a template, and have it published."""

from qa_app.audit_templates.routes.drafts import (
    beginnings,
    conditions,
    library_sections,
    limits,
    panels,
    publishing,
    questions,
    scale,
    sections,
    trying,
    whole,
)
from qa_app.audit_templates.routes.drafts.panels import offer_editing

__all__ = [
    "beginnings",
    "conditions",
    "library_sections",
    "limits",
    "offer_editing",
    "panels",
    "publishing",
    "questions",
    "scale",
    "sections",
    "trying",
    "whole",
]
