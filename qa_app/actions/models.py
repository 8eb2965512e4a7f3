"""Actions and their history."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.actions.rules import Act, ForWhom, Helped, Source, SourceKind, State, shortened
from qa_app.actions.rules.states import OPEN
from qa_app.children.models import Child
from qa_app.foundation.database import Model, PathText, new_public_id
from qa_app.foundation.shutting import Shuttable
from qa_app.organisation.models import Membership, Person, Place, as_known_here, name_of

NOBODY = "Nobody yet"
CLOSED = "Closed to you until a second opinion is given"


class Action(Shuttable, Model):
    """What will be done, by whom, by when, and what came of it."""

    __tablename__ = "action"
    __table_args__ = (
        Index(None, "source_kind", "source_id"),
        Index(None, "council_id", "state", "due_on"),
    )

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    # What it was found in lies above actions, and so is known by its kind and its public id.
    source_kind: Mapped[SourceKind]
    source_id: Mapped[str]
    source_title: Mapped[str]
    for_whom: Mapped[ForWhom]
    what: Mapped[str]
    how_we_will_know: Mapped[str]
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"), index=True)
    # Whose own work it was found in; such an action is as confidential as the audit it comes from.
    practitioner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    # The tree as it was: figures count by this, permissions by the place of today.
    place_then: Mapped[str] = mapped_column(PathText)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    # When its owner got it, so that they hear of it once.
    given_at: Mapped[datetime | None]
    offered_to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    # Working days, from the day on which it is owed; none is due before that.
    within: Mapped[int]
    due_on: Mapped[date | None]
    due_first_on: Mapped[date | None]
    state: Mapped[State] = mapped_column(default=State.PROPOSED)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    proposed_at: Mapped[datetime]
    evidence: Mapped[str] = mapped_column(default="")
    helped: Mapped[Helped | None]
    helped_words: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # When it is, or was, talked about in supervision.
    supervision_on: Mapped[date | None]
    # Since when nobody finds it, because what it came from may be about another child.
    shut_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    # Whether whoever asked for it may read its words: closed, until the query that found it says otherwise.
    words_are_open: ClassVar[bool] = False

    child: Mapped[Child | None] = relationship()
    place: Mapped[Place] = relationship(foreign_keys=place_id)
    owner: Mapped[Person | None] = relationship(foreign_keys=owner_id)
    owner_here: Mapped[Membership | None] = as_known_here("Action", "owner_id")
    offered_to_here: Mapped[Membership | None] = as_known_here("Action", "offered_to_id")
    proposed_by_here: Mapped[Membership | None] = as_known_here("Action", "proposed_by_id")

    # Two people who act at once: the second is told, and nothing is overwritten.
    __mapper_args__ = {"version_id_col": version}

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        return cls.shut_at.is_(None)

    @property
    def source(self) -> Source:
        return Source(self.source_kind, self.source_id, self.source_title)

    @property
    def in_short(self) -> str:
        return shortened(self.what)

    @property
    def told_in_full(self) -> str:
        """In a file nothing is cut."""
        return self.what if self.words_are_open else CLOSED

    @property
    def as_told(self) -> str:
        """In short, for whoever may read what it says."""
        return self.in_short if self.words_are_open else CLOSED

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def owner_name(self) -> str:
        return name_of(self.owner_here) if self.owner_id else NOBODY

    @property
    def child_public_id(self) -> str | None:
        """Whom the trail names when somebody looks at this action."""
        return self.child.public_id if self.child else None

    def is_overdue(self, on: date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < on


class ActionChange(Shuttable, Model):
    """One step: who did what, when and why, and what stood there before."""

    __tablename__ = "action_change"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)
    act: Mapped[Act]
    why: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state_before: Mapped[State | None]
    owner_before_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due_before: Mapped[date | None]
    helped: Mapped[Helped | None]

    action: Mapped[Action] = relationship()
    by_here: Mapped[Membership | None] = as_known_here("ActionChange", "by_id")
    owner_before: Mapped[Membership | None] = as_known_here("ActionChange", "owner_before_id")

    @classmethod
    def is_not_shut(cls) -> ColumnElement[bool]:
        # By the table, to which no condition is added; by another name than the query outside has for it.
        actions = Action.__table__.alias()
        shut = select(actions.c.id).where(
            actions.c.id == cls.action_id, actions.c.shut_at.is_not(None)
        )
        return ~shut.exists()

    @property
    def by_name(self) -> str:
        return name_of(self.by_here) if self.by_id else "The service"
