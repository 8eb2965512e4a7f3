"""People, what a council holds about them, their appointments and the days they are away."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, Relationship, foreign, mapped_column, relationship

from qa_app.access.rules import Duty, Role
from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models.places import Place

GONE = "somebody who has left"


class Person(Model):
    """Somebody who signs in. They belong to the installation; what a council holds about them is a membership."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    version: Mapped[int] = mapped_column()

    appointments: Mapped[list["Appointment"]] = relationship(
        back_populates="person", order_by="Appointment.starts_on"
    )

    __mapper_args__ = {"version_id_col": version}


class Membership(Model):
    """What one council holds about a person. Another council that knows them sees nothing of it."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("council_id", "person_id"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    staff_number: Mapped[str] = mapped_column(default="")
    job_title: Mapped[str] = mapped_column(default="")
    line_manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    hours: Mapped[float] = mapped_column(default=1.0)  # as a share of full time
    added_at: Mapped[datetime]
    invited_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    leaves_on: Mapped[date | None]
    disabled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    appointments: Mapped[list["Appointment"]] = relationship(
        primaryjoin=lambda: and_(
            foreign(Appointment.person_id) == Membership.person_id,
            foreign(Appointment.council_id) == Membership.council_id,
        ),
        order_by="Appointment.starts_on, Appointment.id",
        viewonly=True,
    )

    __mapper_args__ = {"version_id_col": version}


def as_known_here(table: str, column: str) -> "Relationship[Membership | None]":
    """The person whom a column names, as the row's own council knows them: pages show that name.

    A person's own name is the installation's: another council may have written it.
    """
    return relationship(
        primaryjoin=f"and_(foreign({table}.{column}) == Membership.person_id, "
        f"foreign({table}.council_id) == Membership.council_id)",
        viewonly=True,
    )


def name_of(member: Membership | None) -> str:
    return member.name if member else GONE


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


class PractitionerAlias(Model):
    """How a file writes a practitioner's name, once somebody has said whom it means."""

    __tablename__ = "practitioner_alias"
    __table_args__ = (UniqueConstraint("council_id", "written"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    written: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
