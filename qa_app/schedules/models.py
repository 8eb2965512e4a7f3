"""Schedules, who gets them, each time they ran, and what became of it for each person."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa_app.foundation.database import Model, new_public_id
from qa_app.insight.rules.filters import Period
from qa_app.organisation.models import Membership, Person, Place, as_known_here, name_of
from qa_app.reports.models import Report
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.schedules.rules.covers import Covers
from qa_app.schedules.rules.rhythm import Every, Rhythm
from qa_app.schedules.rules.standing import Dropped, Sent, Standing, Stop


class Schedule(Model):
    """What is made, of which place and for whom to read, and on which days. It holds no figure."""

    __tablename__ = "report_schedule"

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime]
    kind: Mapped[ReportKind]
    level: Mapped[Level]
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    # What narrows it beside the place, and the same in words.
    narrowed: Mapped[dict[str, Any]]
    said: Mapped[list[str]]
    front: Mapped[dict[str, Any]]
    covers: Mapped[Covers]
    every: Mapped[Every]
    nth: Mapped[int]
    month: Mapped[int]
    weeks: Mapped[int]
    first_on: Mapped[date | None]
    # Nothing is due before this day, nor again in the slot that was the last.
    begins_on: Mapped[date]
    last_slot: Mapped[date | None]
    paused_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    stop: Mapped[Stop | None]
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    place: Mapped[Place] = relationship(foreign_keys=place_id)
    owner: Mapped[Person] = relationship(foreign_keys=owner_id)
    owner_here: Mapped[Membership | None] = as_known_here("Schedule", "owner_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def owner_name(self) -> str:
        return name_of(self.owner_here)

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(self.every, self.nth, self.month, self.weeks, self.first_on)

    @property
    def standing(self) -> Standing:
        if self.ended_at:
            return Standing.ENDED
        if self.stopped_at:
            return Standing.STOPPED
        return Standing.PAUSED if self.paused_at else Standing.IN_FORCE


class Recipient(Model):
    """Somebody who gets it, or got it until something came between."""

    __tablename__ = "report_recipient"
    __table_args__ = (UniqueConstraint("schedule_id", "person_id"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("report_schedule.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    added_at: Mapped[datetime]
    dropped_at: Mapped[datetime | None]
    dropped: Mapped[Dropped | None]

    person: Mapped[Person] = relationship()
    person_here: Mapped[Membership | None] = as_known_here("Recipient", "person_id")

    @property
    def name(self) -> str:
        return name_of(self.person_here)


class Run(Model):
    """One slot of a schedule: there is never a second of the same."""

    __tablename__ = "report_run"
    __table_args__ = (UniqueConstraint("schedule_id", "slot"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("report_schedule.id"))
    slot: Mapped[date]
    due_on: Mapped[date]
    first: Mapped[date]
    last: Mapped[date]
    begun_at: Mapped[datetime]
    # Until then somebody’s report is still to be made, or its link to be sent.
    settled_at: Mapped[datetime | None] = mapped_column(index=True)

    schedule: Mapped[Schedule] = relationship()

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)


class Sending(Model):
    """One person’s report of one run. The report is theirs, as if they had asked for it themselves."""

    __tablename__ = "report_sending"
    __table_args__ = (UniqueConstraint("run_id", "person_id"),)

    council_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("report_run.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), unique=True)
    state: Mapped[Sent] = mapped_column(default=Sent.MAKING)
    trouble: Mapped[str] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]

    run: Mapped[Run] = relationship()
    report: Mapped[Report | None] = relationship()
    person: Mapped[Person] = relationship()
    person_here: Mapped[Membership | None] = as_known_here("Sending", "person_id")

    @property
    def name(self) -> str:
        return name_of(self.person_here)
