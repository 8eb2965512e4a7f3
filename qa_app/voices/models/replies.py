"""What a practitioner answered to an audit, and what the auditor said to that. Both texts stay."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.voices.models.reflections import Reflection
from qa_app.voices.rules.replies import Outcome, ReplyKind


class Reply(Model):
    """An answer to the whole audit, or a fact in a section that is disputed."""

    __tablename__ = "reply"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"), index=True)
    kind: Mapped[ReplyKind]
    # Empty where it is about the whole audit.
    section: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    said_at: Mapped[datetime]
    said_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[Outcome | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column()

    reflection: Mapped[Reflection] = relationship()
    said_by_here: Mapped[Membership | None] = as_known_here("Reply", "said_by_id")
    answered_by_here: Mapped[Membership | None] = as_known_here("Reply", "answered_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def said_by_name(self) -> str:
        return name_of(self.said_by_here)

    @property
    def answered_by_name(self) -> str:
        return name_of(self.answered_by_here)

    @property
    def waits(self) -> bool:
        return self.kind is ReplyKind.DISPUTE and self.answered_at is None
