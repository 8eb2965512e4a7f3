"""Audits and the reading of each section."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.rules import Status
from qa_app.foundation.database import Model, new_public_id
from qa_app.rounds.models import Allocation


class Audit(Model):
    """One auditor's reading of one child's record. It is made when its auditor first opens it."""

    __tablename__ = "audit"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    allocation_id: Mapped[int] = mapped_column(ForeignKey("allocation.id"), unique=True)
    status: Mapped[Status] = mapped_column(default=Status.DRAFT)
    submitted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    allocation: Mapped[Allocation] = relationship()
    readings: Mapped[list["SectionReading"]] = relationship(
        back_populates="audit", order_by="SectionReading.id"
    )

    # Two people saving the same audit: the second is told, not overwritten.
    __mapper_args__ = {"version_id_col": version}

    @property
    def child_public_id(self) -> str | None:
        """Whom the trail names when somebody looks at this audit."""
        return self.allocation.child_public_id

    @property
    def grades(self) -> dict[str, str | None]:
        return {reading.section: reading.grade for reading in self.readings}

    def reading(self, section: str) -> "SectionReading | None":
        return next((one for one in self.readings if one.section == section), None)


class SectionReading(Model):
    """What the auditor made of one section."""

    __tablename__ = "section_reading"
    __table_args__ = (UniqueConstraint("audit_id", "section"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), index=True)
    section: Mapped[str]
    concept: Mapped[str] = mapped_column(index=True)
    grade: Mapped[str | None]
    evidence: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    audit: Mapped[Audit] = relationship(back_populates="readings")

    __mapper_args__ = {"version_id_col": version}
