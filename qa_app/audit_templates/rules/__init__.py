"""The shape of a template, what is wrong with one, and what its conditions and limits decide."""

from qa_app.audit_templates.rules.digests import digest_of
from qa_app.audit_templates.rules.template import (
    Condition,
    Grade,
    Question,
    Section,
    Template,
    template_from,
)

__all__ = [
    "Condition",
    "Grade",
    "Question",
    "Section",
    "Template",
    "digest_of",
    "template_from",
]
