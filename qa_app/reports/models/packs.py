"""Who was given a pack, and what was in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, as_known_here, name_of
from qa_app.reports.rules.levels import Level


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
