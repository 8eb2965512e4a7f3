"""What papers said, the style they are written in, and what a manager adds to their own month."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qa_app.foundation.database import Model, new_public_id
from qa_app.organisation.models import Membership, as_known_here, name_of


class ReportStyle(Model):
    """The council's own Word style: styles, header and footer, cleaned of all else. The newest is in force."""

    __tablename__ = "report_style"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    content: Mapped[bytes]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]
    # From when on papers are written in ours again.
    ended_at: Mapped[datetime | None]


class KeptPaper(Model):
    """What a paper said, so that it can be written again exactly as it was; with who could see that then."""

    __tablename__ = "kept_paper"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), unique=True)
    style_id: Mapped[int | None] = mapped_column(ForeignKey("report_style.id"))
    content: Mapped[dict[str, Any]]
    reach: Mapped[str]
    children: Mapped[list[str]] = mapped_column(default=list)
    audits: Mapped[list[str]] = mapped_column(default=list)
    # Which approved texts stand in it: once one is taken back, nobody is given it any more.
    quotes: Mapped[list[str]] = mapped_column(default=list)
    made_at: Mapped[datetime]


class TeamMonth(Model):
    """What a manager says of supervision in their team, month by month. It is about nobody by name."""

    __tablename__ = "team_month"
    __table_args__ = (UniqueConstraint("place_id", "month"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    month: Mapped[date]
    # How many supervision talks were due in the month, and how many were held.
    due: Mapped[int | None]
    held: Mapped[int | None]
    went: Mapped[str] = mapped_column(default="")
    improvements: Mapped[str] = mapped_column(default="")
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column()

    saved_by_here: Mapped[Membership | None] = as_known_here("TeamMonth", "saved_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def saved_by_name(self) -> str:
        return name_of(self.saved_by_here)
