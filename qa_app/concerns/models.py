"""Safety concerns, and who was told of them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.children.models import Child
from qa_app.concerns.rules import About, Rung, State, state_of
from qa_app.foundation.database import Model, PathText, new_public_id
from qa_app.organisation.models import Membership, Place, as_known_here, name_of


class Concern(Model):
    """What somebody saw while reading that could not wait, and what became of it."""

    __tablename__ = "concern"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    about: Mapped[About]
    # The record that was read. None of both where it was read outside an audit, or is of no child.
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"), index=True)
    allocation_id: Mapped[int | None] = mapped_column(ForeignKey("allocation.id"), index=True)
    reference: Mapped[str]
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    # The tree as it was: figures count by this, permissions by the place of today.
    place_then: Mapped[str] = mapped_column(PathText)
    seen: Mapped[str]
    raised_at: Mapped[datetime] = mapped_column(index=True)
    raised_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    received_at: Mapped[datetime | None]
    # Who said here that they have it; or, told by telephone, who noted that, of whom.
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    told_name: Mapped[str] = mapped_column(default="")
    told_role: Mapped[str] = mapped_column(default="")
    decided: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    on_record_since: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    child: Mapped[Child | None] = relationship()
    place: Mapped[Place] = relationship(foreign_keys=place_id)
    raised_by_here: Mapped[Membership | None] = as_known_here("Concern", "raised_by_id")
    received_by_here: Mapped[Membership | None] = as_known_here("Concern", "received_by_id")
    closed_by_here: Mapped[Membership | None] = as_known_here("Concern", "closed_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def state(self) -> State:
        return state_of(self.received_at, self.closed_at)

    @property
    def raised_by_name(self) -> str:
        return name_of(self.raised_by_here)

    @property
    def received_by_name(self) -> str:
        return name_of(self.received_by_here)

    @property
    def closed_by_name(self) -> str:
        return name_of(self.closed_by_here)

    @property
    def child_public_id(self) -> str | None:
        return self.child.public_id if self.child else None

    @property
    def subject(self) -> str:
        """Whose record; nothing of a colleague or an adult, who are named nowhere here."""
        has_record = self.about is About.CHILD and self.child_id is not None
        return self.reference if has_record else self.about.value


class ConcernTold(Model):
    """That somebody was told, and why they."""

    __tablename__ = "concern_told"
    __table_args__ = (UniqueConstraint("concern_id", "rung", "person_id"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"), index=True)
    # None where the council's setting names a mailbox that is no account here.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    rung: Mapped[Rung]
    at: Mapped[datetime]

    concern: Mapped[Concern] = relationship()
    person_here: Mapped[Membership | None] = as_known_here("ConcernTold", "person_id")

    @property
    def name(self) -> str:
        return name_of(self.person_here) if self.person_id else self.rung.value
