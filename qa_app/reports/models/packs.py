"""Who was given a pack, and what was in it; and what somebody says of a round."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.narratives import NarrativeState
from qa_app.rounds.models import Round


class PackGiving(Model):
    """It stays when the pack itself is long deleted: which files they were is known by their digests."""

    __tablename__ = "pack_giving"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    given_to: Mapped[str]
    why: Mapped[str]
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    level: Mapped[Level]
    with_references: Mapped[bool]
    # What it counted, in words.
    counted: Mapped[str]
    # By its name, how long each is and its SHA-256.
    files: Mapped[dict[str, Any]]

    given_by_here: Mapped[Membership | None] = as_known_here("PackGiving", "given_by_id")

    @property
    def given_by_name(self) -> str:
        return name_of(self.given_by_here)


class RoundNarrative(Model):
    """What was found in a round and what is done about it: written by one person, approved by another, then kept."""

    __tablename__ = "round_narrative"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    found: Mapped[str]
    doing: Mapped[str]
    state: Mapped[NarrativeState] = mapped_column(default=NarrativeState.DRAFT)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(default="")
    # Everybody who wrote in it: none of them approves it.
    writer_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    # The figures as they stood when it was last written, as a paper keeps its sections.
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column()

    round: Mapped[Round] = relationship()
    written_by_here: Mapped[Membership | None] = as_known_here("RoundNarrative", "written_by_id")
    decided_by_here: Mapped[Membership | None] = as_known_here("RoundNarrative", "decided_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def written_by_name(self) -> str:
        return name_of(self.written_by_here)

    @property
    def decided_by_name(self) -> str:
        return name_of(self.decided_by_here)
