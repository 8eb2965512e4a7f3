"""One record, or an invented one, that several people grade without knowing of each other."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.rules import Template
from qa_app.children.models import Child
from qa_app.foundation.database import Model, new_public_id
from qa_app.moderation.rules.calibrations import Names, Window, window_of
from qa_app.organisation.models import Membership, as_known_here, name_of


class Calibration(Model):
    """An exercise: what is graded, by which template, by whom and when, and what they agreed on."""

    __tablename__ = "calibration"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    name: Mapped[str]
    template_version_id: Mapped[int] = mapped_column(ForeignKey("template_version.id"))
    # A child’s record that those who take part read, or a story that was invented for it.
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"), index=True)
    story: Mapped[str] = mapped_column(default="")
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    names: Mapped[Names] = mapped_column(default=Names.LEAD)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    # Since when those who had not graded were reminded.
    reminded_at: Mapped[datetime | None]
    # What was said when all looked at the spread together, and by section what they agreed on and why.
    notes: Mapped[str] = mapped_column(default="")
    agreed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    discussed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    template_version: Mapped[TemplateVersion] = relationship()
    child: Mapped[Child | None] = relationship()
    opened_by_here: Mapped[Membership | None] = as_known_here("Calibration", "opened_by_id")
    # Everybody who was asked; whoever was taken out again is told apart.
    everybody: Mapped[list["CalibrationPart"]] = relationship(
        back_populates="calibration", order_by="CalibrationPart.id"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def template(self) -> Template:
        return self.template_version.template

    @property
    def child_public_id(self) -> str | None:
        return self.child.public_id if self.child else None

    @property
    def opened_by_name(self) -> str:
        return name_of(self.opened_by_here)

    @property
    def parts(self) -> list["CalibrationPart"]:
        """Those who take part."""
        return [one for one in self.everybody if one.left_at is None]

    @property
    def taken_out(self) -> list["CalibrationPart"]:
        return [one for one in self.everybody if one.left_at]

    @property
    def graded(self) -> list["CalibrationPart"]:
        """Of those who take part, those who have given their grades."""
        return [one for one in self.parts if one.graded_at]

    def window(self, at: datetime) -> Window:
        return window_of(self.opens_at, self.closes_at, self.withdrawn_at, at)

    def part_of(self, person_id: int) -> "CalibrationPart | None":
        return next((one for one in self.parts if one.person_id == person_id), None)


class CalibrationPart(Model):
    """Somebody who takes part, and since when all their grades are given."""

    __tablename__ = "calibration_part"
    __table_args__ = (UniqueConstraint("calibration_id", "person_id"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    calibration_id: Mapped[int] = mapped_column(ForeignKey("calibration.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    graded_at: Mapped[datetime | None]
    # Since when they no longer take part, and why; only before they graded.
    left_at: Mapped[datetime | None]
    left_why: Mapped[str] = mapped_column(default="")
    taken_out_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    calibration: Mapped[Calibration] = relationship(back_populates="everybody")
    person_here: Mapped[Membership | None] = as_known_here("CalibrationPart", "person_id")
    taken_out_by_here: Mapped[Membership | None] = as_known_here(
        "CalibrationPart", "taken_out_by_id"
    )
    grades: Mapped[list["CalibrationGrade"]] = relationship(
        back_populates="part", order_by="CalibrationGrade.id", cascade="all, delete-orphan"
    )

    @property
    def name(self) -> str:
        return name_of(self.person_here)

    @property
    def taken_out_by_name(self) -> str:
        return name_of(self.taken_out_by_here)


class CalibrationGrade(Model):
    """What one person gave one section, and which descriptor they relied on, in their words."""

    __tablename__ = "calibration_grade"
    __table_args__ = (UniqueConstraint("part_id", "section"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("calibration_part.id"), index=True)
    section: Mapped[str]
    grade: Mapped[str]
    reading: Mapped[str] = mapped_column(default="")

    part: Mapped[CalibrationPart] = relationship(back_populates="grades")
