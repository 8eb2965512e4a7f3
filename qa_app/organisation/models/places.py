"""The tree: what stands in it, and what stood where before."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qa_app.foundation.database import Model, PathText, new_public_id
from qa_app.organisation.rules.places import Kind


class Place(Model):
    """A council, or a part of one. Its path says where it stands: “northshire/safeguarding/east/”."""

    __tablename__ = "place"
    __table_args__ = (CheckConstraint("path = lower(path)", name="path_is_lower_case"),)

    # A council's own row points at itself.
    council_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    path: Mapped[str] = mapped_column(PathText, unique=True)
    kind: Mapped[Kind]
    name: Mapped[str]
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    @property
    def depth(self) -> int:
        return self.path.count("/")


class PlaceChange(Model):
    """What a place was called and where it stood before, so that history can be read."""

    __tablename__ = "place_change"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    path_before: Mapped[str] = mapped_column(PathText)
    name_before: Mapped[str]
