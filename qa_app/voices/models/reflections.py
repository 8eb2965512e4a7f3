"""A practitioner’s part in the audit of their work, from the invitation to the release."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from qa_app.audit_templates.rules import Template
from qa_app.audits.models import Audit
from qa_app.audits.rules import Status, WhyNot
from qa_app.foundation.database import Model, new_public_id
from qa_app.foundation.shutting import Shuttable
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.rounds.models import Allocation
from qa_app.rounds.rules import State
from qa_app.voices.rules import Standing
from qa_app.voices.rules.preparing import OwnGradeSaid, Prepared
from qa_app.voices.rules.standing import grades_come_first

# What is neither is not read by its practitioner, even where it was released before.
FINISHED = (Status.AGREED, Status.SIGNED_OFF)


def is_of_open_slot(column: Any) -> ColumnElement[bool]:
    """Where an audit is shut, nothing that was said about it is found either."""
    slots = Allocation.__table__.alias()
    shut = select(slots.c.id).where(slots.c.id == column, slots.c.shut_at.is_not(None))
    return ~shut.exists()


class Reflection(Shuttable, Model):
    """It is there as soon as the record is given out, because the audit is made only when it is opened."""

    __tablename__ = "reflection"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    allocation_id: Mapped[int] = mapped_column(ForeignKey("allocation.id"), unique=True)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    # None while they are away, or where there was no time to ask.
    invited_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    # What they wrote, by prompt.
    words: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # How often that was saved: the row itself also changes when a timer reminds them.
    saves: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime | None]
    # When the trail last heard that they were writing.
    noted_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    why_not: Mapped[WhyNot | None]
    saying: Mapped[str] = mapped_column(default="")
    # When they chose to read the audit without having graded their own work.
    went_on_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()

    allocation: Mapped[Allocation] = relationship()
    audit: Mapped[Audit | None] = relationship(
        primaryjoin=lambda: foreign(Reflection.allocation_id) == Audit.allocation_id,
        viewonly=True,
        uselist=False,
    )
    practitioner_here: Mapped[Membership | None] = as_known_here("Reflection", "practitioner_id")
    own_grades: Mapped[list["OwnGrade"]] = relationship(
        back_populates="reflection", order_by="OwnGrade.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_slot(cls.allocation_id)

    @property
    def practitioner_name(self) -> str:
        return name_of(self.practitioner_here)

    @property
    def child_public_id(self) -> str | None:
        """Whom the trail names when somebody looks at it."""
        return self.allocation.child_public_id

    @property
    def template(self) -> Template:
        """Of the audit; until it is begun, of its round."""
        version = (
            self.audit.template_version if self.audit else self.allocation.round.template_version
        )
        return version.template

    @property
    def template_name(self) -> str:
        version = (
            self.audit.template_version if self.audit else self.allocation.round.template_version
        )
        return version.name

    @property
    def prepared(self) -> Prepared:
        grades = {one.section: OwnGradeSaid(one.grade, one.words) for one in self.own_grades}
        return Prepared({str(prompt): str(text) for prompt, text in self.words.items()}, grades)

    @property
    def is_withdrawn(self) -> bool:
        gone = self.allocation.state is State.WITHDRAWN
        return gone or bool(self.audit and self.audit.is_withdrawn)

    @property
    def standing(self) -> Standing:
        return Standing(
            is_begun=bool(self.words or self.own_grades),
            is_sent=self.sent_at is not None,
            is_declined=self.declined_at is not None,
            is_withdrawn=self.is_withdrawn,
            is_released=self.released_at is not None,
            is_reopened=self.audit is not None and self.audit.status not in FINISHED,
            has_gone_on=self.went_on_at is not None,
            own_grade_first=grades_come_first(self.template),
        )


class OwnGrade(Model):
    """What a practitioner makes of one section of their own work, in the words of the template."""

    __tablename__ = "own_grade"
    __table_args__ = (UniqueConstraint("reflection_id", "section"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"), index=True)
    section: Mapped[str]
    grade: Mapped[str | None]
    words: Mapped[str] = mapped_column(default="")

    reflection: Mapped[Reflection] = relationship(back_populates="own_grades")
