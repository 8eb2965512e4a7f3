"""That a released audit was talked through in supervision."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models import Audit
from qa_app.audits.models.shutting import OfAnAudit
from qa_app.foundation.database import Model
from qa_app.organisation.models import Membership, as_known_here, name_of


class SupervisionTalk(OfAnAudit, Model):
    """One audit; a talk about three leaves three, so that each can be taken back or shut by itself."""

    __tablename__ = "supervision_talk"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), unique=True)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    talked_on: Mapped[date]
    # Read by the practitioner too.
    note: Mapped[str] = mapped_column(default="")
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    audit: Mapped[Audit] = relationship()
    noted_by_here: Mapped[Membership | None] = as_known_here("SupervisionTalk", "noted_by_id")

    @property
    def noted_by_name(self) -> str:
        return name_of(self.noted_by_here)
