"""What pages of figures keep: filters under a name, and figures of months that were closed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.database import Model, PathText, new_public_id
from qa_app.organisation.models import Place


class SavedView(Model):
    """Filters of one page, for whoever saved them or for the people of a place. It holds no figure."""

    __tablename__ = "saved_view"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    # A page of rules.views, and what its address asks for.
    page: Mapped[str]
    asked: Mapped[dict[str, Any]]
    shared_with_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    saved_at: Mapped[datetime]
    # From then on it can be put back for a while, and nobody opens it.
    deleted_at: Mapped[datetime | None]

    shared_with: Mapped[Place | None] = relationship(foreign_keys=[shared_with_id])


class KeptRound(Model):
    """A round whose figures were kept when it was closed."""

    __tablename__ = "kept_round"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), unique=True)
    kept_at: Mapped[datetime]
    # How many of its audits still waited for a second opinion, and so are in none of the figures.
    waiting: Mapped[int]
    # Of rounds that were closed before the rest was kept too, grades are known alone.
    keeps_all: Mapped[bool] = mapped_column(default=True)


class KeptAllocation(Model):
    """What had become of a record of a round when it was closed, by the names under which completion counts it."""

    __tablename__ = "kept_allocation"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    allocation_id: Mapped[int] = mapped_column(ForeignKey("allocation.id"), unique=True)
    counted_as: Mapped[list[str]]


class KeptReading(Model):
    """What an audit counted for when its round was closed: its grades, which themes it asked about and found, who was heard.

    It hangs on what was given out, and not on the audit: what stood stays when an audit is shut or destroyed. It
    holds what its figures are filtered by, codes, and not a word of the audit.
    """

    __tablename__ = "kept_reading"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    allocation_id: Mapped[int] = mapped_column(ForeignKey("allocation.id"), unique=True)
    template_version_id: Mapped[int] = mapped_column(ForeignKey("template_version.id"))
    place_then: Mapped[str] = mapped_column(PathText)
    status_then: Mapped[str]
    age_then: Mapped[int | None]
    # The name of the kind of auditor.
    auditor: Mapped[str]
    # Whose practice it looked at: they count it as little as they read it.
    practitioner_then_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # By what the sections are about; under nothing the whole, of which every audit that counted has one, or none.
    grades: Mapped[dict[str, Any]]
    # Codes under “asked” and under each kind of finding.
    themes: Mapped[dict[str, Any]]
    # By part: whether they were heard, and of children and families why not.
    voices: Mapped[dict[str, Any]]
