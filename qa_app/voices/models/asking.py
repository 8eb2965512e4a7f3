"""Whether it is safe to ask a family. No number, name or address is kept."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models import Audit
from qa_app.audits.models.shutting import OfAnAudit
from qa_app.audits.rules import Part, WhyNot
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.voices.rules.asking import Court, Interpreter, Near, Number, Safety


class SafetyCheck(OfAnAudit, Model):
    """Asked by the auditor, answered by somebody who knows the family; anew where it no longer holds."""

    __tablename__ = "safety_check"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), unique=True)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    # The practitioner of today; None where nobody works with the child who can sign in.
    asked_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    number: Mapped[Number | None]
    near: Mapped[Near | None]
    court: Mapped[Court | None]
    interpreter: Mapped[Interpreter | None]
    child_why_not: Mapped[WhyNot | None]
    family_why_not: Mapped[WhyNot | None]
    # What whoever asks must know. It is forgotten once they have asked, or no longer will.
    language: Mapped[str] = mapped_column(default="")
    for_the_caller: Mapped[str] = mapped_column(default="")
    forgotten_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    audit: Mapped[Audit] = relationship()
    asked_by_here: Mapped[Membership | None] = as_known_here("SafetyCheck", "asked_by_id")
    asked_of_here: Mapped[Membership | None] = as_known_here("SafetyCheck", "asked_of_id")
    answered_by_here: Mapped[Membership | None] = as_known_here("SafetyCheck", "answered_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def asked_of_name(self) -> str:
        return name_of(self.asked_of_here) if self.asked_of_id else ""

    @property
    def asked_by_name(self) -> str:
        return name_of(self.asked_by_here)

    @property
    def answered_by_name(self) -> str:
        return name_of(self.answered_by_here)

    @property
    def answered_on(self) -> date | None:
        return london_day(self.answered_at) if self.answered_at else None

    @property
    def why_not(self) -> Mapping[Part, WhyNot]:
        said = {Part.CHILD: self.child_why_not, Part.FAMILY: self.family_why_not}
        return {part: why for part, why in said.items() if why}

    @property
    def safety(self) -> Safety | None:
        """What was said, once it was."""
        if not (self.number and self.near and self.court and self.interpreter):
            return None
        said = (self.number, self.near, self.court, self.interpreter)
        return Safety(*said, self.why_not, self.language, self.for_the_caller)

    @property
    def child_public_id(self) -> str | None:
        return self.audit.child_public_id
