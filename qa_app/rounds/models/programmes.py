"""What is audited again and again, its months, and who may read them from outside."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.audit_templates.models import TemplateVersion
from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Appointment
from qa_app.rounds.rules.plans import Plan, plan_from


class Programme(Model):
    """What is audited again and again, and with which template."""

    __tablename__ = "programme"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    name: Mapped[str]
    template_code: Mapped[str]
    # What it decides before a month begins, as rules.plans keeps it.
    planned: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # By this and its own id an audit is chosen for a second opinion. No page shows it, so that nobody
    # works out beforehand whose grades are looked at.
    moderation_seed: Mapped[str] = mapped_column(default=new_public_id)
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    @property
    def plan(self) -> Plan:
        return plan_from(self.planned)

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
    # None as long as it is planned or drawn, and nobody has been given a record.
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
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
