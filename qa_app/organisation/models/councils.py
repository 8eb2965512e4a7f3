"""What a council chooses for itself, and its quarterly look at who holds what."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.access.rules import Role
from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models.people import Appointment
from qa_app.organisation.rules.reviews import Decision


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


class JobTitleRole(Model):
    """The role that a job title means here, as the council has said; none when it has no part in audits."""

    __tablename__ = "job_title_role"
    __table_args__ = (UniqueConstraint("council_id", "written"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    written: Mapped[str]
    role: Mapped[Role | None]


class StaffImport(Model):
    """One staff list that was taken in, and what it did, so that it can be undone."""

    __tablename__ = "staff_import"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    name: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    counts: Mapped[dict[str, Any]]
    # Ids, and the words that stood in changed fields before.
    done: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
