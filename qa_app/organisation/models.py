"""The council's tree, its people, and their appointments."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.access.rules import Duty, Role
from qa_app.foundation.database import Model, PathText, new_public_id
from qa_app.organisation.rules import Decision, Kind


class Place(Model):
    """A council, or a part of one. Its path says where it stands: “northshire/safeguarding/east/”."""

    __tablename__ = "place"
    __table_args__ = (CheckConstraint("path = lower(path)", name="path_is_lower_case"),)

    # A council's own row points at itself.
    council_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    path: Mapped[str] = mapped_column(PathText, unique=True)
    kind: Mapped[Kind]
    name: Mapped[str]
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    @property
    def depth(self) -> int:
        return self.path.count("/")


class PlaceChange(Model):
    """What a place was called and where it stood before, so that history can be read."""

    __tablename__ = "place_change"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    path_before: Mapped[str] = mapped_column(PathText)
    name_before: Mapped[str]


class Person(Model):
    """Somebody who works with the service. They belong to the installation; appointments tie them to councils."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    job_title: Mapped[str] = mapped_column(default="")
    line_manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    hours: Mapped[float] = mapped_column(default=1.0)  # as a share of full time
    leaves_on: Mapped[date | None]
    disabled_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    line_manager: Mapped["Person | None"] = relationship(remote_side="Person.id")
    appointments: Mapped[list["Appointment"]] = relationship(
        back_populates="person", order_by="Appointment.starts_on"
    )

    __mapper_args__ = {"version_id_col": version}


class Appointment(Model):
    """A role or a duty at a place, from a day to a day."""

    __tablename__ = "appointment"
    __table_args__ = (CheckConstraint("(role IS NULL) <> (duty IS NULL)", name="role_or_duty"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    role: Mapped[Role | None]
    duty: Mapped[Duty | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    person: Mapped[Person] = relationship(back_populates="appointments")
    place: Mapped[Place] = relationship(foreign_keys=place_id)

    __mapper_args__ = {"version_id_col": version}

    @property
    def holds(self) -> Role | Duty:
        held = self.role or self.duty
        assert held is not None  # noqa: S101 – the table's check promises it
        return held


class Absence(Model):
    """Days away, and who stands in."""

    __tablename__ = "absence"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    deputy: Mapped[Person | None] = relationship(foreign_keys=deputy_id)

    __mapper_args__ = {"version_id_col": version}


class CouncilSetting(Model):
    """Something a council chooses for itself."""

    __tablename__ = "council_setting"
    __table_args__ = (UniqueConstraint("council_id", "name"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    name: Mapped[str]
    chosen: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class AccessReview(Model):
    """A quarter's look at who holds what, signed off by one person."""

    __tablename__ = "access_review"
    __table_args__ = (UniqueConstraint("council_id", "quarter"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    quarter: Mapped[str]
    opened_at: Mapped[datetime]
    signed_off_at: Mapped[datetime | None]
    signed_off_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column()

    lines: Mapped[list["AccessReviewLine"]] = relationship(
        back_populates="review", order_by="AccessReviewLine.id"
    )

    __mapper_args__ = {"version_id_col": version}


class AccessReviewLine(Model):
    """One appointment under review."""

    __tablename__ = "access_review_line"
    __table_args__ = (UniqueConstraint("review_id", "appointment_id"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    review_id: Mapped[int] = mapped_column(ForeignKey("access_review.id"), index=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id"))
    decision: Mapped[Decision | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    review: Mapped[AccessReview] = relationship(back_populates="lines")
    appointment: Mapped[Appointment] = relationship()


class PractitionerAlias(Model):
    """How a file writes a practitioner's name, once somebody has said whom it means."""

    __tablename__ = "practitioner_alias"
    __table_args__ = (UniqueConstraint("council_id", "written"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    written: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
