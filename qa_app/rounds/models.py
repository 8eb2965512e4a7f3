"""Programmes, rounds and allocations."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audit_templates.models import TemplateVersion
from qa_app.children.models import Child
from qa_app.foundation.database import Model, PathText, new_public_id
from qa_app.organisation.models import (
    Appointment,
    Membership,
    Person,
    Place,
    as_known_here,
    name_of,
)
from qa_app.rounds.rules import State


class Programme(Model):
    """What is audited again and again, and with which template."""

    __tablename__ = "programme"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    name: Mapped[str]
    template_code: Mapped[str]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Round(Model):
    """One month of a programme."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("programme_id", "month"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    template_version_id: Mapped[int] = mapped_column(ForeignKey("template_version.id"))
    month: Mapped[date]
    due_on: Mapped[date]
    version: Mapped[int] = mapped_column()

    programme: Mapped[Programme] = relationship()
    template_version: Mapped[TemplateVersion] = relationship()

    __mapper_args__ = {"version_id_col": version}


class RoundReader(Model):
    """A round that an inspector or adviser may read, under the appointment that brought them here."""

    __tablename__ = "round_reader"
    __table_args__ = (UniqueConstraint("round_id", "appointment_id"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id"), index=True)
    named_at: Mapped[datetime]

    round: Mapped[Round] = relationship()
    appointment: Mapped[Appointment] = relationship()


class Allocation(Model):
    """Who reads which record, by when."""

    __tablename__ = "allocation"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    # None where the reference is of no child on a list, such as a contact at the front door.
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"), index=True)
    reference: Mapped[str]
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    # The tree as it was: figures count by this, permissions by the place of today.
    place_then: Mapped[str] = mapped_column(PathText)
    auditor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date]
    state: Mapped[State] = mapped_column(default=State.TO_DO)
    started_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    round: Mapped[Round] = relationship()
    child: Mapped[Child | None] = relationship()
    place: Mapped[Place] = relationship(foreign_keys=place_id)
    auditor: Mapped[Person] = relationship()
    auditor_here: Mapped[Membership | None] = as_known_here("Allocation", "auditor_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def auditor_name(self) -> str:
        return name_of(self.auditor_here)

    @property
    def child_public_id(self) -> str | None:
        return self.child.public_id if self.child else None
