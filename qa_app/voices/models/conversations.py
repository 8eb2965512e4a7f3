"""The conversation between the auditor and the practitioner."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models import Audit
from qa_app.audits.models.shutting import OfAnAudit
from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.voices.rules.conversations import Held


class Conversation(OfAnAudit, Model):
    """Booked, then noted. A booking can be changed and cancelled until it is noted."""

    __tablename__ = "conversation"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), unique=True)
    booked_for: Mapped[datetime | None]
    minutes: Mapped[int | None]
    booked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # How often it was booked, changed or cancelled: a calendar replaces the earlier by the later.
    bookings: Mapped[int] = mapped_column(default=0)
    held: Mapped[Held | None]
    held_on: Mapped[date | None]
    also_there: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    noted_at: Mapped[datetime | None]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column()

    audit: Mapped[Audit] = relationship()
    noted_by_here: Mapped[Membership | None] = as_known_here("Conversation", "noted_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_noted(self) -> bool:
        return self.noted_at is not None

    @property
    def is_booked(self) -> bool:
        return self.booked_for is not None and not self.is_noted

    @property
    def noted_by_name(self) -> str:
        return name_of(self.noted_by_here)

    @property
    def child_public_id(self) -> str | None:
        return self.audit.child_public_id
