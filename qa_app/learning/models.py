"""That the themes of a finding were checked, and which they are. The auditor’s own stay beside them."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models import Finding
from qa_app.audits.models.shutting import is_of_open_audit
from qa_app.foundation.database import Model
from qa_app.foundation.shutting import Shuttable
from qa_app.organisation.models import Membership, as_known_here, name_of


class FindingCheck(Shuttable, Model):
    __tablename__ = "finding_check"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), unique=True)
    checked_at: Mapped[datetime]
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column()

    finding: Mapped[Finding] = relationship()
    checked_by_here: Mapped[Membership | None] = as_known_here("FindingCheck", "checked_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def checked_by_name(self) -> str:
        return name_of(self.checked_by_here)

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_audit(cls.finding_id, Finding)


class CheckedTheme(Shuttable, Model):
    """In a row of its own, so that themes can be counted."""

    __tablename__ = "checked_theme"
    __table_args__ = (UniqueConstraint("finding_id", "theme"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    theme: Mapped[str] = mapped_column(index=True)

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_audit(cls.finding_id, Finding)
