"""Who reads which record, and what became of that."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.children.models import Child
from qa_app.foundation.clock import clock_time, long_date
from qa_app.foundation.database import Model, PathText, new_public_id
from qa_app.organisation.models import Membership, Person, Place, as_known_here, name_of
from qa_app.rounds.models.draws import DrawnRecord
from qa_app.rounds.models.programmes import Round
from qa_app.rounds.rules import State, is_late
from qa_app.rounds.rules.changes import Act
from qa_app.rounds.rules.independence import Bar


class Allocation(Model):
    """Who reads which record, by when."""

    __tablename__ = "allocation"
    # Nearly all are of a child: an index that held those as well would be taken for a short way to them.
    __table_args__ = (
        Index(
            "ix_allocation_practitioner_id",
            "practitioner_id",
            sqlite_where=text("practitioner_id IS NOT NULL"),
            postgresql_where=text("practitioner_id IS NOT NULL"),
        ),
    )

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
    # Whose work is looked at where no child's record is: a supervision file, an observation.
    practitioner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # How it came to be read; None where somebody asked for this record by name.
    drawn_record_id: Mapped[int | None] = mapped_column(ForeignKey("drawn_record.id"), index=True)
    # How it was weighed who reads it, in numbers; None as soon as somebody chose.
    weighed: Mapped[dict[str, Any] | None]
    due_on: Mapped[date]
    # The hour, of an audit that was asked for within hours.
    due_at: Mapped[datetime | None]
    state: Mapped[State] = mapped_column(default=State.TO_DO)
    started_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    # Since when its audit is shut; until that is decided nothing happens to it.
    shut_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    round: Mapped[Round] = relationship()
    child: Mapped[Child | None] = relationship()
    place: Mapped[Place] = relationship(foreign_keys=place_id)
    auditor: Mapped[Person] = relationship(foreign_keys=auditor_id)
    practitioner_here: Mapped[Membership | None] = as_known_here("Allocation", "practitioner_id")
    drawn_record: Mapped[DrawnRecord | None] = relationship()
    auditor_here: Mapped[Membership | None] = as_known_here("Allocation", "auditor_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def auditor_name(self) -> str:
        return name_of(self.auditor_here)

    @property
    def due_in_words(self) -> str:
        """3 November 2026, with the hour where it was asked for within hours."""
        day = long_date(self.due_on)
        return f"{day} at {clock_time(self.due_at)}" if self.due_at else day

    def is_late(self, at: datetime) -> bool:
        return is_late(self.state, self.due_on, self.due_at, at)

    @property
    def subject(self) -> str:
        """Whose record, or whose work."""
        return name_of(self.practitioner_here) if self.practitioner_id else self.reference

    @property
    def called(self) -> str:
        """As the middle of a sentence has it."""
        return f"the work of {self.subject}" if self.practitioner_id else f"record {self.reference}"

    @property
    def child_public_id(self) -> str | None:
        return self.child.public_id if self.child else None


class AllocationChange(Model):
    """Given to another, put off, paused, left out: each with who granted it and why."""

    __tablename__ = "allocation_change"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    allocation_id: Mapped[int] = mapped_column(ForeignKey("allocation.id"), index=True)
    act: Mapped[Act]
    why: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    auditor_before_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due_before: Mapped[date | None]
    state_before: Mapped[State | None]
    # The last day of a pause, where it was known.
    until: Mapped[date | None]
    # Whether the whole round was paused, so that it goes on as a whole as well.
    with_round: Mapped[bool] = mapped_column(default=False)
    # To whom it was given, and the rule that was gone against in doing so.
    auditor_after_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    against: Mapped[Bar | None]
    against_why: Mapped[str] = mapped_column(default="")
    # Which took its place, or whose place it took.
    other_id: Mapped[int | None] = mapped_column(ForeignKey("allocation.id"))

    allocation: Mapped[Allocation] = relationship(foreign_keys=allocation_id)
    by_here: Mapped[Membership | None] = as_known_here("AllocationChange", "by_id")
    auditor_before: Mapped[Membership | None] = as_known_here(
        "AllocationChange", "auditor_before_id"
    )
    auditor_after: Mapped[Membership | None] = as_known_here("AllocationChange", "auditor_after_id")

    @property
    def by_name(self) -> str:
        return name_of(self.by_here) if self.by_id else "The service"
