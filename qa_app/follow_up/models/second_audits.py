"""A record that is audited a second time: the pair, what became of the actions, and why grades moved."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.actions.models import Action
from qa_app.actions.rules import Helped
from qa_app.audits.models import Audit
from qa_app.audits.models.shutting import OfAnAudit
from qa_app.follow_up.rules.second_audits import Outcome, Why
from qa_app.foundation.database import Model, new_public_id
from qa_app.foundation.shutting import Shuttable
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.rounds.models import Allocation


class SecondAudit(OfAnAudit, Model):
    """What was decided about a first audit: read again by this allocation, or not, and why not."""

    __tablename__ = "second_audit"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    # The first.
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), unique=True)
    why: Mapped[Why]
    due_on: Mapped[date]
    # The second, as soon as somebody reads it.
    allocation_id: Mapped[int | None] = mapped_column(ForeignKey("allocation.id"), unique=True)
    why_not: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column()

    audit: Mapped[Audit] = relationship()
    allocation: Mapped[Allocation | None] = relationship()
    decided_by_here: Mapped[Membership | None] = as_known_here("SecondAudit", "decided_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def decided_by_name(self) -> str:
        return name_of(self.decided_by_here)


def is_of_open_pair(column: ColumnElement[int]) -> ColumnElement[bool]:
    """Where either audit of a pair is shut, nothing of what compares them is found."""
    pairs = SecondAudit.__table__.alias()
    audits, slots = Audit.__table__.alias(), Allocation.__table__.alias()
    first = (
        select(pairs.c.id)
        .join(audits, audits.c.id == pairs.c.audit_id)
        .where(pairs.c.id == column, audits.c.shut_at.is_not(None))
    )
    second = (
        select(pairs.c.id)
        .join(slots, slots.c.id == pairs.c.allocation_id)
        .where(pairs.c.id == column, slots.c.shut_at.is_not(None))
    )
    return and_(~first.exists(), ~second.exists())


class EarlierAction(Shuttable, Model):
    """An action out of the first audit, as the second found it."""

    __tablename__ = "earlier_action"
    __table_args__ = (UniqueConstraint("second_audit_id", "action_id"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    second_audit_id: Mapped[int] = mapped_column(ForeignKey("second_audit.id"), index=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    outcome: Mapped[Outcome]
    helped: Mapped[Helped]
    words: Mapped[str] = mapped_column(default="")

    pair: Mapped[SecondAudit] = relationship()
    action: Mapped[Action] = relationship()

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_pair(cls.second_audit_id)  # type: ignore[arg-type]


class WhyMoved(Shuttable, Model):
    """Why the grade of one section is not what it was; of the whole where no section is named."""

    __tablename__ = "why_moved"
    __table_args__ = (UniqueConstraint("second_audit_id", "section"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    second_audit_id: Mapped[int] = mapped_column(ForeignKey("second_audit.id"), index=True)
    section: Mapped[str]
    why: Mapped[str]

    pair: Mapped[SecondAudit] = relationship()

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_pair(cls.second_audit_id)  # type: ignore[arg-type]
