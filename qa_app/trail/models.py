"""The trail's tables. Nothing in the service updates or deletes an event."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint, cast
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from qa_app.foundation.database import Model

if TYPE_CHECKING:
    from qa_app.organisation.models import Membership, Person


class Event(Model):
    """One thing that somebody did or looked at. Facts are ids, codes and counts, never text about a person."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("chain", "number"),)

    chain: Mapped[int]
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    about_kind: Mapped[str | None]
    about_id: Mapped[str | None] = mapped_column(index=True)
    child: Mapped[str | None] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]] = mapped_column()
    previous: Mapped[str]
    digest: Mapped[str]

    # The facts as text, to look for an id in a list of those that a page showed.
    shown: Mapped[str] = column_property(cast(facts, Text), deferred=True)
    by: Mapped["Person | None"] = relationship(viewonly=True)
    # Under the name that this council knows them by; another council's is not ours to show.
    member: Mapped["Membership | None"] = relationship(
        primaryjoin="and_(foreign(Event.by_id) == Membership.person_id, "
        "foreign(Event.chain) == Membership.council_id)",
        viewonly=True,
    )

    @property
    def who(self) -> str:
        if self.by is None:
            return "The service"
        return self.member.name if self.member else self.by.email


class EventTail(Model):
    """The end of a council's chain: the row that a writer locks. Chain 0 is the installation's."""

    __tablename__ = "event_tail"

    chain: Mapped[int] = mapped_column(unique=True)
    number: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str]
