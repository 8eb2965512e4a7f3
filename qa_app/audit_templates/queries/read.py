"""Whole templates by their versions, for whoever looks back over audits of many of them."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import undefer

from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.rules import Template
from qa_app.foundation.database import db


def templates_of(version_ids: Select[Any]) -> dict[int, Template]:
    """By the ids of their versions. Content that was read before is not asked for again."""
    wanted = select(TemplateVersion).where(TemplateVersion.id.in_(version_ids.distinct()))
    there = list(db.session.scalars(wanted))
    if new := [one.id for one in there if not one.was_read]:
        whole = select(TemplateVersion).where(TemplateVersion.id.in_(new))
        undeferred = whole.options(undefer(TemplateVersion.content))
        db.session.scalars(undeferred.execution_options(populate_existing=True)).all()
    return {one.id: one.template for one in there}
