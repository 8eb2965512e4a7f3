"""How somebody becomes an auditor, and what they are told on the way and afterwards."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.database import Model, new_public_id
from qa_app.moderation.rules.auditors import Practice, Progress, Stage, stage_of
from qa_app.organisation.models import Membership, as_known_here, name_of


class BecomingAuditor(Model):
    """Training, what they practised, and who said that they may audit alone. None of it is in any figure."""

    __tablename__ = "becoming_auditor"
    __table_args__ = (UniqueConstraint("council_id", "person_id"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    trained_on: Mapped[date | None]
    training: Mapped[str] = mapped_column(default="")
    signed_off_at: Mapped[datetime | None]
    signed_off_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # Why it was signed off although something was not done here.
    signed_off_why: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    signed_off_by_here: Mapped[Membership | None] = as_known_here(
        "BecomingAuditor", "signed_off_by_id"
    )
    practised: Mapped[list["PracticeAudit"]] = relationship(
        back_populates="becoming", order_by="(PracticeAudit.done_on, PracticeAudit.id)"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def progress(self) -> Progress:
        kinds = [one.kind for one in self.practised]
        return Progress(
            self.trained_on is not None,
            kinds.count(Practice.SHADOW),
            kinds.count(Practice.PRACTICE),
            self.signed_off_at is not None,
        )

    @property
    def stage(self) -> Stage:
        return stage_of(self.progress)

    @property
    def signed_off_by_name(self) -> str:
        return name_of(self.signed_off_by_here)


class PracticeAudit(Model):
    """Somebody read along with an auditor, or tried it themselves. It is no audit, and no figure counts it."""

    __tablename__ = "practice_audit"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    becoming_id: Mapped[int] = mapped_column(ForeignKey("becoming_auditor.id"), index=True)
    kind: Mapped[Practice]
    done_on: Mapped[date]
    with_whom: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    becoming: Mapped[BecomingAuditor] = relationship(back_populates="practised")
    noted_by_here: Mapped[Membership | None] = as_known_here("PracticeAudit", "noted_by_id")

    @property
    def noted_by_name(self) -> str:
        return name_of(self.noted_by_here)


class CoachingNote(Model):
    """Between an auditor and those who coach them; nobody else reads it."""

    __tablename__ = "coaching_note"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    words: Mapped[str]

    written_by_here: Mapped[Membership | None] = as_known_here("CoachingNote", "written_by_id")

    @property
    def written_by_name(self) -> str:
        return name_of(self.written_by_here)
