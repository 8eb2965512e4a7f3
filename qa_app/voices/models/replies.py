"""What a practitioner answered to an audit, and what the auditor said to that. Both texts stay."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.clock import london_day
from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.voices.models.reflections import Reflection
from qa_app.voices.rules.replies import (
    CHALLENGES,
    Decision,
    Outcome,
    ReplyKind,
    lateness,
)


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
    # Told to its auditor then: a day off that the council adds afterwards does not move it.
    answer_by: Mapped[date]
    outcome: Mapped[Outcome | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # Where the two did not agree: what a moderator made of it, and the grade that counts since.
    decision: Mapped[Decision | None]
    decided_words: Mapped[str] = mapped_column(default="")
    decided_grade: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column()

    reflection: Mapped[Reflection] = relationship()
    said_by_here: Mapped[Membership | None] = as_known_here("Reply", "said_by_id")
    answered_by_here: Mapped[Membership | None] = as_known_here("Reply", "answered_by_id")
    decided_by_here: Mapped[Membership | None] = as_known_here("Reply", "decided_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def said_by_name(self) -> str:
        return name_of(self.said_by_here)

    @property
    def answered_by_name(self) -> str:
        return name_of(self.answered_by_here)

    @property
    def decided_by_name(self) -> str:
        return name_of(self.decided_by_here)

    @property
    def waits(self) -> bool:
        """For its auditor; once a moderator has decided nobody waits any more."""
        return self.kind in CHALLENGES and self.answered_at is None and self.decided_at is None

    def lateness(self, today: date) -> str:
        """Nothing of what nobody has to answer, or of what was decided without the auditor."""
        if self.kind not in CHALLENGES or not (self.answered_at or self.waits):
            return ""
        answered_on = london_day(self.answered_at) if self.answered_at else None
        return lateness(self.answer_by, answered_on, today)
