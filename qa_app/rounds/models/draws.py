"""How the records of a round were chosen, so that it can be done again and compared."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.children.models import CaseList, Child
from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, Place, as_known_here, name_of
from qa_app.rounds.models.programmes import Round
from qa_app.rounds.rules.eligibility import Out
from qa_app.rounds.rules.holds import Hold
from qa_app.rounds.rules.outcomes import Outcome
from qa_app.rounds.rules.plans import Source, plan_from


class Draw(Model):
    """One draw of a round. A second one needs a reason, and both are kept."""

    __tablename__ = "draw"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    number: Mapped[int]
    # Of the list as it was drawn from; the seed was made after this was known.
    case_list_id: Mapped[int | None] = mapped_column(ForeignKey("case_list.id"))
    as_at: Mapped[date]
    digest: Mapped[str]
    # Of every record and what the draw knew of it, as anybody makes it again from the download.
    pool_digest: Mapped[str] = mapped_column(default="")
    seed: Mapped[str]
    wanted: Mapped[int]
    planned: Mapped[dict[str, Any]]
    unchecked: Mapped[list[str]]
    drawn_at: Mapped[datetime]
    drawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # Why the draw before it did not stand.
    why_again: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    round: Mapped[Round] = relationship()
    case_list: Mapped[CaseList | None] = relationship()
    drawn_by: Mapped[Membership | None] = as_known_here("Draw", "drawn_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_of_practitioners(self) -> bool:
        """Whether each record drawn stands for a practitioner, whose own work is looked at."""
        return plan_from(self.planned).source is Source.PRACTITIONERS

    @property
    def drawn_by_name(self) -> str:
        return name_of(self.drawn_by) if self.drawn_by_id else "The service"


class DrawnRecord(Model):
    """One record of the pool: drawn, next in turn, or out and why; as the draw knew it."""

    __tablename__ = "drawn_record"
    __table_args__ = (Index(None, "draw_id", "outcome", "position"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"))
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"), index=True)
    reference: Mapped[str]
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    outcome: Mapped[Outcome]
    why: Mapped[Out | None]
    position: Mapped[int | None]
    stratum: Mapped[list[str]]
    family: Mapped[str] = mapped_column(default="")
    practitioner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # Restricted at the time, so that it took nobody's place.
    on_top: Mapped[bool] = mapped_column(default=False)

    draw: Mapped[Draw] = relationship()
    child: Mapped[Child | None] = relationship()
    place: Mapped[Place] = relationship(foreign_keys=place_id)


class DrawHold(Model):
    """A child whose record is out of draws for now, whatever the list says."""

    __tablename__ = "draw_hold"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    why: Mapped[Hold]
    note: Mapped[str] = mapped_column(default="")
    until: Mapped[date | None]
    held_at: Mapped[datetime]
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    child: Mapped[Child] = relationship()
    held_by: Mapped[Membership | None] = as_known_here("DrawHold", "held_by_id")

    @property
    def held_by_name(self) -> str:
        return name_of(self.held_by)
