"""Published templates. A published version never changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qa_app.audit_templates.rules import Template, template_from
from qa_app.foundation.database import Model, new_public_id


class TemplateVersion(Model):
    """One version of a template, whole, as it was published."""

    __tablename__ = "template_version"
    __table_args__ = (UniqueConstraint("council_id", "code", "number"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    code: Mapped[str]
    number: Mapped[int]
    name: Mapped[str]
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]
    published_at: Mapped[datetime]

    @property
    def template(self) -> Template:
        return template_from(self.content)
