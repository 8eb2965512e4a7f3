"""References to children's records, and the lists they came with. No name, no day of birth."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, Person, Place, as_known_here
from qa_app.uploads.models import Import


class CaseList(Import):
    """One list that was imported. The newest that was not undone is in force."""

    __tablename__ = "case_list"

    as_at: Mapped[date]
    # From then on it cannot be undone: what was decided with it would hang in the air.
    used_at: Mapped[datetime | None]
    used_for: Mapped[str | None]


class Child(Model):
    """One child or young person, known by a reference alone."""

    __tablename__ = "child"
    __table_args__ = (
        UniqueConstraint("council_id", "reference_key"),
        CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
    )

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    reference: Mapped[str]
    # Without the noughts and spaces in which spellings of one reference differ.
    reference_key: Mapped[str]
    family_reference: Mapped[str] = mapped_column(default="")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"), index=True)
    restricted: Mapped[bool] = mapped_column(default=False)
    restricted_reason: Mapped[str] = mapped_column(default="")
    restricted_review_on: Mapped[date | None]
    restricted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The list whose column restricted it, so that undoing the list undoes this too.
    restricted_by_list_id: Mapped[int | None] = mapped_column(ForeignKey("case_list.id"))
    version: Mapped[int] = mapped_column()

    restricted_by: Mapped[Person | None] = relationship()
    restricted_by_list: Mapped[CaseList | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class ChildOnList(Model):
    """What one list said of one child."""

    __tablename__ = "child_on_list"
    __table_args__ = (
        UniqueConstraint("case_list_id", "child_id"),
        Index(None, "case_list_id", "status"),
        Index(None, "case_list_id", "place_id"),
    )

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    case_list_id: Mapped[int] = mapped_column(ForeignKey("case_list.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    status: Mapped[str]
    is_open: Mapped[bool]
    also_on_plan: Mapped[bool]
    status_since: Mapped[date | None]
    legal_status: Mapped[str]
    category: Mapped[str]
    plan_start: Mapped[date | None]
    birth_year: Mapped[int | None]
    birth_month: Mapped[int | None]
    age: Mapped[int | None]
    gender: Mapped[str]
    ethnic_group: Mapped[str]
    disability: Mapped[bool | None]
    last_seen: Mapped[date | None]
    last_review: Mapped[date | None]
    # The council itself, where the file names no team that the tree has.
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    team_written: Mapped[str]
    practitioner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    practitioner_written: Mapped[str]
    second_practitioner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    second_practitioner_written: Mapped[str]
    source_list: Mapped[str]
    source_row: Mapped[int]

    case_list: Mapped[CaseList] = relationship()
    child: Mapped[Child] = relationship()
    place: Mapped[Place] = relationship(foreign_keys=place_id)
    practitioner: Mapped[Person | None] = relationship(foreign_keys=practitioner_id)
    second_practitioner: Mapped[Person | None] = relationship(foreign_keys=second_practitioner_id)


class ChildMerge(Model):
    """That two references were found to be one child; and, where they were not, when they were parted."""

    __tablename__ = "child_merge"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    kept_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    merged_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    reason: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The row of the list in force that was given to the child that is kept.
    row_id: Mapped[int | None] = mapped_column(ForeignKey("child_on_list.id", ondelete="SET NULL"))
    parted_at: Mapped[datetime | None]
    parted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    kept: Mapped[Child] = relationship(foreign_keys=kept_id)
    merged: Mapped[Child] = relationship(foreign_keys=merged_id)
    by_here: Mapped[Membership | None] = as_known_here("ChildMerge", "by_id")


class ChildRestriction(Model):
    """One step in the history of a restriction: set, changed or lifted, each with its reason."""

    __tablename__ = "child_restriction"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lifted: Mapped[bool]
    reason: Mapped[str]
    review_on: Mapped[date | None]

    by_here: Mapped[Membership | None] = as_known_here("ChildRestriction", "by_id")
