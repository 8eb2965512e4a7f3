"""What follows an audit with the lowest grade."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models import Audit
from qa_app.audits.models.shutting import OfAnAudit
from qa_app.audits.rules import Status
from qa_app.foundation.database import Model, new_public_id
from qa_app.moderation.rules.inadequates import Closed, Siblings, State, state_of
from qa_app.organisation.models import Membership, as_known_here, name_of


class Inadequate(OfAnAudit, Model):
    """Answered by the head of service, and closed by the audit that follows."""

    __tablename__ = "inadequate"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), unique=True)
    found_at: Mapped[datetime]
    due_on: Mapped[date] = mapped_column(index=True)
    put_right: Mapped[str] = mapped_column(default="")
    siblings: Mapped[Siblings | None]
    siblings_words: Mapped[str] = mapped_column(default="")
    support: Mapped[str] = mapped_column(default="")
    said_at: Mapped[datetime | None]
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed: Mapped[Closed | None]
    closed_words: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The audit that followed, where one closes it: by its public id, for it may be destroyed before this one.
    re_audit: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    audit: Mapped[Audit] = relationship()
    said_by_here: Mapped[Membership | None] = as_known_here("Inadequate", "said_by_id")
    closed_by_here: Mapped[Membership | None] = as_known_here("Inadequate", "closed_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def child_public_id(self) -> str | None:
        return self.audit.child_public_id

    @property
    def said_by_name(self) -> str:
        return name_of(self.said_by_here)

    @property
    def closed_by_name(self) -> str:
        return name_of(self.closed_by_here)

    @property
    def is_provisional(self) -> bool:
        """Whether a second opinion is still to come on the grades that it rests on."""
        return self.audit.status_now is Status.SUBMITTED

    def state(self, today: date) -> State:
        return state_of(
            is_said=self.said_at is not None,
            is_closed=self.closed_at is not None,
            due_on=self.due_on,
            today=today,
        )
