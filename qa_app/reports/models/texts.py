"""Texts that papers may use, because two people have read them."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models import Finding
from qa_app.audits.models.shutting import is_of_open_audit
from qa_app.foundation.database import Model, new_public_id
from qa_app.foundation.shutting import Shuttable
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.reports.rules.quotes import QuoteKind, QuoteState


class ApprovedText(Shuttable, Model):
    """A quote for papers, or what families said and what was done: written by one person, approved by another."""

    __tablename__ = "approved_text"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    kind: Mapped[QuoteKind]
    # What it was written from; it is not shown with it. What families said comes from no one audit.
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"), unique=True)
    words: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    state: Mapped[QuoteState] = mapped_column(default=QuoteState.PROPOSED)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    finding: Mapped[Finding | None] = relationship()
    written_by_here: Mapped[Membership | None] = as_known_here("ApprovedText", "written_by_id")
    decided_by_here: Mapped[Membership | None] = as_known_here("ApprovedText", "decided_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def written_by_name(self) -> str:
        return name_of(self.written_by_here)

    @property
    def decided_by_name(self) -> str:
        return name_of(self.decided_by_here)

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_audit(cls.finding_id, Finding)
