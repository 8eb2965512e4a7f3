"""The pages of audit templates: reading them, and editing the next version."""

from qa_app.audit_templates.routes import catalogue, drafts, lists, versions
from qa_app.audit_templates.routes.blueprint import audit_templates

__all__ = ["audit_templates", "catalogue", "drafts", "lists", "versions"]
