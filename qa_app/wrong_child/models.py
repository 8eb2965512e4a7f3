"""Audits that were shut, and what was proposed and decided about each."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.rounds.models import Allocation
from qa_app.wrong_child.rules import Kind, Outcome, State, state_of


class ShutAudit(Model):
    """One audit that was shut. It stays when the audit is destroyed, and holds none of its words."""

    __tablename__ = "shut_audit"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    # The audit by its public id, for it may be gone.
    audit_id: Mapped[str] = mapped_column(index=True)
    template: Mapped[str]
    # The slot in which it was written.
    allocation_id: Mapped[int] = mapped_column(ForeignKey("allocation.id"), index=True)
    auditor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    was_submitted: Mapped[bool]
    kind: Mapped[Kind]
    # To which record it is believed to belong, as whoever shut it knows.
    believed: Mapped[str] = mapped_column(default="")
    shut_at: Mapped[datetime]
    shut_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[Outcome | None]
    decided_at: Mapped[datetime | None]
    # Where the record is read now: that to which the words were moved, or the one read afresh.
    now_read_id: Mapped[int | None] = mapped_column(ForeignKey("allocation.id"))
    # How many rows of each kind were destroyed.
    destroyed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # What nobody had told a child or a family yet when it was destroyed: of what kind, since when, by whom.
    promises: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column()

    allocation: Mapped[Allocation] = relationship(foreign_keys=allocation_id)
    now_read: Mapped[Allocation | None] = relationship(foreign_keys=now_read_id)
    auditor_here: Mapped[Membership | None] = as_known_here("ShutAudit", "auditor_id")
    shut_by_here: Mapped[Membership | None] = as_known_here("ShutAudit", "shut_by_id")
    proposals: Mapped[list["ShutProposal"]] = relationship(
        back_populates="shut", order_by="ShutProposal.id"
    )

    # Two people who decide at once: one of them is told, and one thing happens.
    __mapper_args__ = {"version_id_col": version}

    @property
    def child_public_id(self) -> str | None:
        return self.allocation.child_public_id

    @property
    def reference(self) -> str:
        return self.allocation.reference

    @property
    def auditor_name(self) -> str:
        return name_of(self.auditor_here)

    @property
    def shut_by_name(self) -> str:
        return name_of(self.shut_by_here)

    @property
    def proposal(self) -> "ShutProposal | None":
        """The one that waits for a second person."""
        waiting = [one for one in self.proposals if one.answered_at is None]
        return waiting[-1] if waiting else None

    @property
    def agreed(self) -> "ShutProposal | None":
        """The one by which it was decided."""
        return next((one for one in self.proposals if one.is_agreed), None)

    @property
    def state(self) -> State:
        return state_of(self.outcome, is_proposed=self.proposal is not None)

    @property
    def is_decided(self) -> bool:
        return self.outcome is not None


class ShutProposal(Model):
    """What one person proposed, and what another answered."""

    __tablename__ = "shut_proposal"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    shut_audit_id: Mapped[int] = mapped_column(ForeignKey("shut_audit.id"), index=True)
    outcome: Mapped[Outcome]
    kind: Mapped[Kind]
    # Of the right child.
    reference: Mapped[str] = mapped_column(default="")
    why: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    is_agreed: Mapped[bool] = mapped_column(default=False)
    # Why it was refused.
    answer: Mapped[str] = mapped_column(default="")

    shut: Mapped[ShutAudit] = relationship(back_populates="proposals")
    proposed_by_here: Mapped[Membership | None] = as_known_here("ShutProposal", "proposed_by_id")
    answered_by_here: Mapped[Membership | None] = as_known_here("ShutProposal", "answered_by_id")

    @property
    def proposed_by_name(self) -> str:
        return name_of(self.proposed_by_here)

    @property
    def answered_by_name(self) -> str:
        return name_of(self.answered_by_here)
