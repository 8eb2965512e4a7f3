"""Audits that were kept by hand before this service, and the workbooks they came with."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.database import Model, PathText, new_public_id
from qa_app.organisation.models import Membership, Place, as_known_here, name_of
from qa_app.past_audits.rules.grades import Grade
from qa_app.uploads.models import Import


class PastImport(Import):
    """One workbook that was imported. Undone, none of its audits is left; that it came stays known."""

    __tablename__ = "past_import"

    @property
    def months(self) -> str:
        first, last = (date.fromisoformat(self.counts[end]) for end in ("first", "last"))
        return f"{first:%B %Y}" if first == last else f"{first:%B %Y} to {last:%B %Y}"


class PastAudit(Model):
    """One of its audits: known with less certainty than one that was done here, and never changed.

    The child is found by the key of the reference whenever somebody asks, so that lists may come and go.
    """

    __tablename__ = "past_audit"
    __table_args__ = (
        Index(None, "council_id", "reference_key"),
        Index(None, "council_id", "month"),
    )

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    past_import_id: Mapped[int] = mapped_column(ForeignKey("past_import.id"), index=True)
    reference: Mapped[str]
    reference_key: Mapped[str]
    month: Mapped[date]
    completed_on: Mapped[date | None]
    # The council itself, where the file names no team that the tree has.
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    # Where that stood when the file was imported: what figures count.
    place_then: Mapped[str] = mapped_column(PathText)
    team_written: Mapped[str]
    # Somebody with an account where the name can only be theirs; else the name as it was written.
    auditor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    auditor_written: Mapped[str]
    grade: Mapped[Grade | None]
    moderated: Mapped[bool]
    moderated_grade: Mapped[Grade | None]
    # Actions, comments and findings, where whoever imported them chose to keep them.
    words: Mapped[str]
    source_sheet: Mapped[str]
    source_row: Mapped[int]

    past_import: Mapped[PastImport] = relationship()
    place: Mapped[Place] = relationship(foreign_keys=place_id)
    auditor_here: Mapped[Membership | None] = as_known_here("PastAudit", "auditor_id")
    sections: Mapped[list["PastSection"]] = relationship(order_by="PastSection.id")

    @property
    def auditor_name(self) -> str:
        return name_of(self.auditor_here) if self.auditor_id else self.auditor_written

    @property
    def comes_from(self) -> str:
        return f"{self.past_import.upload.name}, {self.source_sheet}, row {self.source_row}"

    @property
    def grade_that_counts(self) -> Grade | None:
        return self.moderated_grade or self.grade


class PastSection(Model):
    """The grade of one section, under the heading of its column and what that is about."""

    __tablename__ = "past_section"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    past_audit_id: Mapped[int] = mapped_column(ForeignKey("past_audit.id"), index=True)
    heading: Mapped[str]
    # A code of the catalogue; empty for what that does not have.
    concept: Mapped[str]
    grade: Mapped[Grade]
