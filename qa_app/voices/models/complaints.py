"""A worry, a complaint or a wish that was voiced to an auditor, and whether they heard what came of it."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models.shutting import is_of_open_audit
from qa_app.foundation.database import Model, new_public_id
from qa_app.foundation.shutting import Shuttable
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.voices.models.families import FamilyVoice
from qa_app.voices.rules.complaints import Explained, Kind, NotTold, State, ToldHow


class FamilyMatter(Shuttable, Model):
    """Somebody promised to tell them."""

    __tablename__ = "family_matter"
    __table_args__ = (Index(None, "council_id", "state", "tell_back_by"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    family_voice_id: Mapped[int] = mapped_column(ForeignKey("family_voice.id"), index=True)
    kind: Mapped[Kind]
    what: Mapped[str]
    explained: Mapped[Explained | None]
    passed_to: Mapped[str] = mapped_column(default="")
    passed_on: Mapped[date | None]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    promised_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    tell_back_by: Mapped[date]
    state: Mapped[State] = mapped_column(default=State.TO_TELL)
    told_on: Mapped[date | None]
    told_how: Mapped[ToldHow | None]
    # What they were told, or why they will not be.
    outcome: Mapped[str] = mapped_column(default="")
    not_told: Mapped[NotTold | None]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column()

    voice: Mapped[FamilyVoice] = relationship()
    noted_by_here: Mapped[Membership | None] = as_known_here("FamilyMatter", "noted_by_id")
    promised_by_here: Mapped[Membership | None] = as_known_here("FamilyMatter", "promised_by_id")
    settled_by_here: Mapped[Membership | None] = as_known_here("FamilyMatter", "settled_by_id")

    __mapper_args__ = {"version_id_col": version}

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_audit(cls.family_voice_id, FamilyVoice)

    @property
    def noted_by_name(self) -> str:
        return name_of(self.noted_by_here)

    @property
    def promised_by_name(self) -> str:
        return name_of(self.promised_by_here)

    @property
    def settled_by_name(self) -> str:
        return name_of(self.settled_by_here)

    @property
    def child_public_id(self) -> str | None:
        return self.voice.audit.child_public_id

    def is_overdue(self, today: date) -> bool:
        return self.state is State.TO_TELL and self.tell_back_by < today
