"""Whether a child or a family was asked, and what they said: their words, apart from the auditor’s."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models import Audit
from qa_app.audits.models.shutting import OfAnAudit, is_of_open_audit
from qa_app.audits.rules import Part, WhyNot
from qa_app.foundation.database import Model, new_public_id
from qa_app.foundation.shutting import Shuttable
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.voices.rules.asking import How, Outcome, Who
from qa_app.voices.rules.families import Better


class FamilyVoice(OfAnAudit, Model):
    """The child of one audit, or their family."""

    __tablename__ = "family_voice"
    __table_args__ = (UniqueConstraint("audit_id", "part"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), index=True)
    part: Mapped[Part]
    outcome: Mapped[Outcome]
    # Why they were not asked, in one word and in the auditor’s own.
    why_not: Mapped[WhyNot | None]
    saying: Mapped[str] = mapped_column(default="")
    who: Mapped[Who | None]
    how: Mapped[How | None]
    with_interpreter: Mapped[bool] = mapped_column(default=False)
    asked_on: Mapped[date | None] = mapped_column(index=True)
    better: Mapped[Better | None]
    may_be_quoted: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    # When the trail last heard that it was being written.
    noted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    audit: Mapped[Audit] = relationship()
    recorded_by_here: Mapped[Membership | None] = as_known_here("FamilyVoice", "recorded_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def recorded_by_name(self) -> str:
        return name_of(self.recorded_by_here)

    @property
    def child_public_id(self) -> str | None:
        return self.audit.child_public_id


class FamilyAnswer(Shuttable, Model):
    """Their answer to one question, as they said it."""

    __tablename__ = "family_answer"
    __table_args__ = (UniqueConstraint("family_voice_id", "question"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    family_voice_id: Mapped[int] = mapped_column(ForeignKey("family_voice.id"), index=True)
    question: Mapped[str]
    words: Mapped[str]

    voice: Mapped[FamilyVoice] = relationship()

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_audit(cls.family_voice_id, FamilyVoice)
