"""Strengths and areas for development, each with its themes."""

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models.audits import Audit
from qa_app.audits.models.shutting import OfAnAudit, is_of_open_audit
from qa_app.audits.rules import FindingKind
from qa_app.foundation.database import Model, new_public_id
from qa_app.foundation.shutting import Shuttable


class Finding(OfAnAudit, Model):
    """Something that was done well, or that has to change."""

    __tablename__ = "finding"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), index=True)
    kind: Mapped[FindingKind]
    text: Mapped[str]
    # Whether others could learn from it.
    good_practice: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int]
    version: Mapped[int] = mapped_column()

    audit: Mapped[Audit] = relationship(back_populates="findings")
    themes: Mapped[list["FindingTheme"]] = relationship(
        back_populates="finding", order_by="FindingTheme.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def theme_codes(self) -> list[str]:
        return [one.theme for one in self.themes]


class FindingTheme(Shuttable, Model):
    """A theme of a finding, in a row of its own so that themes can be counted."""

    __tablename__ = "finding_theme"
    __table_args__ = (UniqueConstraint("finding_id", "theme"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    # By its code in the list of themes.
    theme: Mapped[str] = mapped_column(index=True)

    finding: Mapped[Finding] = relationship(back_populates="themes")

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_audit(cls.finding_id, Finding)
