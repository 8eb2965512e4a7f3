"""Published versions, which never change, and the drafts from which they are made."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qa_app.audit_templates.rules import Template, template_from
from qa_app.audit_templates.rules.words import Subject
from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, as_known_here, name_of

# Published content never changes, so what was read from it once is good for the life of the process.
_READ: dict[str, Template] = {}
_READ_AT_MOST = 200


class TemplateVersion(Model):
    """One version of a template, whole, as it was published."""

    __tablename__ = "template_version"
    __table_args__ = (UniqueConstraint("council_id", "code", "number"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    code: Mapped[str]
    number: Mapped[int]
    name: Mapped[str]
    subject: Mapped[Subject]
    minutes: Mapped[int]
    questions: Mapped[int]
    # As its author wrote it, with shared sections by name; and with everything written out.
    written: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    content: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    digest: Mapped[str]
    published_at: Mapped[datetime]
    in_use_from: Mapped[date]
    retired_on: Mapped[date | None]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    asked_by: Mapped[Membership | None] = as_known_here("TemplateVersion", "asked_by_id")
    published_by: Mapped[Membership | None] = as_known_here("TemplateVersion", "published_by_id")

    @property
    def was_read(self) -> bool:
        """Whether its content is at hand without asking the database."""
        return self.digest in _READ

    @property
    def template(self) -> Template:
        if self.digest not in _READ:
            if len(_READ) >= _READ_AT_MOST:
                _READ.clear()
            _READ[self.digest] = template_from(self.content)
        return _READ[self.digest]

    @property
    def published_by_name(self) -> str:
        return name_of(self.published_by) if self.published_by_id else ""

    @property
    def asked_by_name(self) -> str:
        return name_of(self.asked_by) if self.asked_by_id else ""


class TemplateDraft(Model):
    """The next version of a template, while it is edited; one at a time for each code."""

    __tablename__ = "template_draft"
    __table_args__ = (UniqueConstraint("council_id", "code"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    code: Mapped[str]
    number: Mapped[int]
    name: Mapped[str]
    written: Mapped[dict[str, Any]]
    edited_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    edited_at: Mapped[datetime]
    # Everybody who began or edited it, the first first.
    editor_ids: Mapped[list[int]] = mapped_column(JSON)
    # Filled once a second person is asked; emptied when something is edited after that.
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime | None]
    use_from: Mapped[date | None]
    # What a second person said when they left it unpublished; gone when it is asked for again.
    left_saying: Mapped[str] = mapped_column(default="")
    left_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    left_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    edited_by: Mapped[Membership | None] = as_known_here("TemplateDraft", "edited_by_id")
    asked_by: Mapped[Membership | None] = as_known_here("TemplateDraft", "asked_by_id")
    left_by: Mapped[Membership | None] = as_known_here("TemplateDraft", "left_by_id")

    @property
    def edited_by_name(self) -> str:
        return name_of(self.edited_by)

    @property
    def asked_by_name(self) -> str:
        return name_of(self.asked_by)

    @property
    def left_by_name(self) -> str:
        return name_of(self.left_by) if self.left_by_id else ""

    def is_work_of(self, person_id: int) -> bool:
        """Whether they wrote any of it, or asked for it: somebody else publishes it."""
        return person_id in (*self.editor_ids, self.asked_by_id)

    # Two people saving the same draft: the second is told, not overwritten.
    __mapper_args__ = {"version_id_col": version}
