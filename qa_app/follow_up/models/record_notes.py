"""That the text of an audit stands on the child’s record in the case system."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models import Audit
from qa_app.audits.models.shutting import OfAnAudit
from qa_app.foundation.database import Model
from qa_app.organisation.models import Membership, as_known_here, name_of


class RecordNote(OfAnAudit, Model):
    """Said by whoever put it there; taken back where that was a mistake."""

    __tablename__ = "record_note"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), unique=True)
    put_on: Mapped[date]
    said_at: Mapped[datetime]
    said_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    audit: Mapped[Audit] = relationship()
    said_by_here: Mapped[Membership | None] = as_known_here("RecordNote", "said_by_id")

    @property
    def said_by_name(self) -> str:
        return name_of(self.said_by_here)
