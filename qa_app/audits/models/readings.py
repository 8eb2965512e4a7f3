"""The reading of each section: its answers, its grade, what it said before, and its private pad."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audits.models.audits import Audit
from qa_app.audits.models.shutting import OfAnAudit, is_of_open_audit
from qa_app.audits.rules import Source
from qa_app.foundation.database import Model
from qa_app.foundation.shutting import Shuttable
from qa_app.organisation.models import Membership, as_known_here, name_of


class SectionReading(OfAnAudit, Model):
    """What the auditor made of one section. Its version covers its answers too."""

    __tablename__ = "section_reading"
    __table_args__ = (
        UniqueConstraint("audit_id", "section"),
        # All that figures ask of a section, so that what was written in it is not fetched with it.
        Index(
            "ix_section_reading_counted",
            "audit_id",
            "concept",
            "grade",
            "agreed_grade",
            "impact",
            "section",
        ),
    )

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"))
    section: Mapped[str]
    concept: Mapped[str]
    # What is different for the child because of this work; it is written before the grade.
    difference: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    grade: Mapped[str | None]
    impact: Mapped[str | None]
    # Where it was changed after the auditor had read the practitioner's own: what it was before, and when.
    grade_before: Mapped[str | None]
    regraded_at: Mapped[datetime | None]
    # The grade after a second opinion, where one was given.
    agreed_grade: Mapped[str | None]
    # Why something stands against a rule of the template, by the name of the rule.
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)
    saved_at: Mapped[datetime | None]
    # When the trail last heard of it: while somebody types it hears twice an hour.
    noted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    audit: Mapped[Audit] = relationship(back_populates="readings")

    @property
    def grade_that_counts(self) -> str | None:
        return self.agreed_grade or self.grade

    # Two people save two sections without knowing of each other; the same one only in turn.
    __mapper_args__ = {"version_id_col": version}


class Answer(Shuttable, Model):
    """What was answered to one question, and where that was seen."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("section_reading_id", "question"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    section_reading_id: Mapped[int] = mapped_column(ForeignKey("section_reading.id"))
    question: Mapped[str]
    # A code, codes with a space between them, a number, days as 2026-11-03, or text: its question says which.
    value: Mapped[str] = mapped_column(default="")
    source: Mapped[Source | None]
    evidence: Mapped[str] = mapped_column(default="")

    reading: Mapped[SectionReading] = relationship()

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_audit(cls.section_reading_id, SectionReading)


class SectionNote(OfAnAudit, Model):
    """A private pad beside a section. Only its writer reads it, and submission destroys it."""

    __tablename__ = "section_note"
    __table_args__ = (UniqueConstraint("audit_id", "section", "person_id"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), index=True)
    section: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]


class EarlierSection(Shuttable, Model):
    """What a section said before a fact in it was corrected."""

    __tablename__ = "earlier_section"
    __table_args__ = (UniqueConstraint("section_reading_id", "number"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    section_reading_id: Mapped[int] = mapped_column(ForeignKey("section_reading.id"), index=True)
    number: Mapped[int]
    # As rules.written keeps a section.
    said: Mapped[dict[str, Any]]
    why: Mapped[str]
    replaced_at: Mapped[datetime]
    replaced_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    reading: Mapped[SectionReading] = relationship()
    replaced_by_here: Mapped[Membership | None] = as_known_here("EarlierSection", "replaced_by_id")

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return is_of_open_audit(cls.section_reading_id, SectionReading)

    @property
    def replaced_by_name(self) -> str:
        return name_of(self.replaced_by_here)
