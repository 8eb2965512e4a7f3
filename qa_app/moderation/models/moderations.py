"""One second opinion on one audit, and its grades beside the first ones."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models import Audit
from qa_app.audits.models.shutting import OfAnAudit, is_of_open_audit
from qa_app.audits.rules.choosing import Chosen
from qa_app.foundation.database import Model, new_public_id
from qa_app.foundation.shutting import Shuttable
from qa_app.moderation.rules import Settled, State, state_of
from qa_app.organisation.models import Membership, as_known_here, name_of


class Moderation(OfAnAudit, Model):
    """It is there as soon as somebody takes it. An audit has one, however often it was sent back."""

    __tablename__ = "moderation"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), unique=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    # Whether the grades were given before the auditor’s were read; and why it was chosen. Figures keep them apart.
    blind: Mapped[bool]
    chosen: Mapped[list[str]] = mapped_column(default=list)
    taken_at: Mapped[datetime]
    # What the moderator has written so far, by the names of the form’s questions; and how often it was saved.
    draft: Mapped[dict[str, Any]] = mapped_column(default=dict)
    saves: Mapped[int] = mapped_column(default=0)
    # Since when the moderator’s own grades stand, whatever is agreed afterwards.
    committed_at: Mapped[datetime | None] = mapped_column(index=True)
    # How good the audit itself is, by question; and what its auditor is told.
    quality: Mapped[dict[str, Any]] = mapped_column(default=dict)
    quality_words: Mapped[str] = mapped_column(default="")
    feedback: Mapped[str] = mapped_column(default="")
    compared_at: Mapped[datetime | None]
    agrees: Mapped[bool | None]
    reply: Mapped[str] = mapped_column(default="")
    replied_at: Mapped[datetime | None]
    settled: Mapped[Settled | None]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_why: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    audit: Mapped[Audit] = relationship()
    moderator_here: Mapped[Membership | None] = as_known_here("Moderation", "moderator_id")
    settled_by_here: Mapped[Membership | None] = as_known_here("Moderation", "settled_by_id")
    grades: Mapped[list["ModeratedGrade"]] = relationship(
        back_populates="moderation", order_by="ModeratedGrade.id", cascade="all, delete-orphan"
    )
    sendings_back: Mapped[list["SentBack"]] = relationship(
        back_populates="moderation", order_by="SentBack.id"
    )
    openings: Mapped[list["OpenedAgain"]] = relationship(
        back_populates="moderation", order_by="OpenedAgain.id"
    )

    # Of two who settle at once the second is told.
    __mapper_args__ = {"version_id_col": version}

    @property
    def child_public_id(self) -> str | None:
        return self.audit.child_public_id

    @property
    def moderator_name(self) -> str:
        return name_of(self.moderator_here)

    @property
    def settled_by_name(self) -> str:
        return name_of(self.settled_by_here)

    @property
    def chosen_because(self) -> tuple[Chosen, ...]:
        return tuple(Chosen[one] for one in self.chosen)

    @property
    def state(self) -> State:
        return state_of(
            self.audit.status_now,
            is_taken=True,
            is_committed=self.committed_at is not None,
            is_compared=self.compared_at is not None,
            is_sent_back=bool(self.sendings_back),
            agrees=self.agrees,
            is_settled=self.settled_at is not None,
        )

    def grade(self, section: str) -> "ModeratedGrade | None":
        return next((one for one in self.grades if one.section == section), None)


class ModeratedGrade(Shuttable, Model):
    """One section, or the whole where no section is named: the first grade, the second, and the agreed."""

    __tablename__ = "moderated_grade"
    __table_args__ = (UniqueConstraint("moderation_id", "section"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    moderation_id: Mapped[int] = mapped_column(ForeignKey("moderation.id"), index=True)
    section: Mapped[str]
    # As it was when the moderator’s was given: neither changes afterwards.
    auditor_grade: Mapped[str | None]
    moderator_grade: Mapped[str]
    # What on the record leads to it.
    reason: Mapped[str] = mapped_column(default="")
    # Why the two differ, as the moderator sees it.
    why: Mapped[str] = mapped_column(default="")
    # What the moderator proposes once both are known; and what it came to.
    proposed_grade: Mapped[str | None]
    agreed_grade: Mapped[str | None]

    moderation: Mapped[Moderation] = relationship(back_populates="grades")

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_audit(cls.moderation_id, Moderation)


class SentBack(Shuttable, Model):
    """The auditor was asked for more, and why."""

    __tablename__ = "sent_back"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    moderation_id: Mapped[int] = mapped_column(ForeignKey("moderation.id"), index=True)
    why: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    moderation: Mapped[Moderation] = relationship(back_populates="sendings_back")
    by_here: Mapped[Membership | None] = as_known_here("SentBack", "by_id")

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_audit(cls.moderation_id, Moderation)

    @property
    def by_name(self) -> str:
        return name_of(self.by_here)


class OpenedAgain(Shuttable, Model):
    """Whoever had settled it took that back: why, and what had counted until then."""

    __tablename__ = "opened_again"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    moderation_id: Mapped[int] = mapped_column(ForeignKey("moderation.id"), index=True)
    why: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    settled: Mapped[Settled]
    settled_at: Mapped[datetime]
    settled_why: Mapped[str]
    # By section; the whole stands under none.
    agreed: Mapped[dict[str, Any]]

    moderation: Mapped[Moderation] = relationship(back_populates="openings")
    by_here: Mapped[Membership | None] = as_known_here("OpenedAgain", "by_id")

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_audit(cls.moderation_id, Moderation)

    @property
    def by_name(self) -> str:
        return name_of(self.by_here)
