"""Sections that a partner's external auditor answers."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models.audits import Audit
from qa_app.audits.models.shutting import OfAnAudit
from qa_app.audits.rules.given import GivenState, state_of
from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, as_known_here, name_of


class GivenSection(OfAnAudit, Model):
    """One section of one audit, given to somebody from another agency. They see nothing else of it."""

    __tablename__ = "given_section"
    __table_args__ = (Index(None, "audit_id", "section"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"))
    section: Mapped[str]
    partner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date]
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # The partner is reminded once.
    reminded_at: Mapped[datetime | None]
    handed_in_at: Mapped[datetime | None]
    # The audit goes on without them; and why.
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    released_why: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    audit: Mapped[Audit] = relationship()
    partner_here: Mapped[Membership | None] = as_known_here("GivenSection", "partner_id")
    given_by_here: Mapped[Membership | None] = as_known_here("GivenSection", "given_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def partner_name(self) -> str:
        return name_of(self.partner_here)

    @property
    def given_by_name(self) -> str:
        return name_of(self.given_by_here)

    @property
    def state(self) -> GivenState:
        return state_of(
            is_handed_in=self.handed_in_at is not None, is_released=self.released_at is not None
        )

    @property
    def is_awaited(self) -> bool:
        return self.state is GivenState.GIVEN

    @property
    def child_public_id(self) -> str | None:
        return self.audit.child_public_id
