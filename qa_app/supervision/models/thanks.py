"""That somebody thanked a practitioner for work an audit has shown."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models import Audit
from qa_app.audits.models.shutting import OfAnAudit
from qa_app.foundation.database import Model
from qa_app.organisation.models import Membership, as_known_here, name_of


class Thanks(OfAnAudit, Model):
    """Once by each person."""

    __tablename__ = "thanks"
    __table_args__ = (UniqueConstraint("audit_id", "from_id"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), index=True)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    thanked_at: Mapped[datetime]

    audit: Mapped[Audit] = relationship()
    from_here: Mapped[Membership | None] = as_known_here("Thanks", "from_id")

    @property
    def from_name(self) -> str:
        return name_of(self.from_here)
