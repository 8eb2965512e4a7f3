"""Schedules for tests: of a council with a service and two teams, and whoever works there."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from qa_app.access.rules import Role
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person, Place
from qa_app.organisation.rules import Kind
from qa_app.outbox.models import Email
from qa_app.reports.operations.queue import File, end
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.states import State
from qa_app.schedules.models import Recipient, Run, Schedule, Sending
from qa_app.schedules.operations import keeping, making, recipients, running, telling
from qa_app.schedules.operations.wanting import Chosen
from qa_app.schedules.rules.covers import Covers
from qa_app.schedules.rules.rhythm import Every, Rhythm
from tests.makers import make_council, make_person, make_place, viewer_of

# A Sunday; the 3rd working day of December is Thursday 3 December, that of January Wednesday 6 January.
MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)
DUE = datetime(2026, 12, 3, 7, tzinfo=UTC)
NEXT_DUE = datetime(2027, 1, 6, 7, tzinfo=UTC)
ADDRESS = "https://audits.northshire.example"
THIRD = Rhythm(Every.MONTH, 3)


@dataclass
class Here:
    """A council, and its QA lead, who sets schedules up."""

    council: Place
    service: Place
    east: Place
    west: Place
    lead: Person

    def chosen(self, **otherwise: Any) -> Chosen:
        usual = Chosen(ReportKind.SERVICE, Level.INTERNAL, self.service, Covers.MONTH, THIRD, {})
        return replace(usual, **otherwise)

    def schedule(self, *also: Person, owner: Person | None = None, **chosen: Any) -> Schedule:
        """Due on the 3rd working day, to its owner and these."""
        by = viewer_of(owner or self.lead)
        made = keeping.make_schedule(self.chosen(**chosen), by, MADE)
        for one in also:
            recipients.add(made, one.public_id, by, MADE)
        return made

    def turn(self, at: datetime) -> running.Done:
        """What the timer does before reports are made."""
        done = running.run_due(self.council, at, ADDRESS)
        db.session.flush()
        making.ask_for_due(self.council, at)
        return done

    def tell(self, at: datetime) -> int:
        return telling.tell_ready(self.council, at, ADDRESS)


def make_here(name: str = "Northshire") -> Here:
    council = make_council(name)
    service = make_place(council, "Safeguarding", Kind.SERVICE)
    east, west = make_place(service, "East"), make_place(service, "West")
    return Here(council, service, east, west, make_person(Role.QA_LEAD, council, name="Olive Lead"))


def make_manager(here: Here, place: Place | None = None, role: Role = Role.SERVICE_MANAGER) -> Person:  # fmt: skip
    return make_person(role, place or here.service)


def sendings(schedule: Schedule) -> list[Sending]:
    wanted = select(Sending).join(Run, Run.id == Sending.run_id)
    return list(
        db.session.scalars(wanted.where(Run.schedule_id == schedule.id).order_by(Sending.id))
    )


def runs(schedule: Schedule) -> list[Run]:
    wanted = select(Run).where(Run.schedule_id == schedule.id).order_by(Run.slot)
    return list(db.session.scalars(wanted))


def made_ready(schedule: Schedule, at: datetime) -> None:
    """As a worker leaves them, without the minutes that it takes."""
    for one in sendings(schedule):
        if one.report is not None and one.report.is_in_hand:
            end(one.report, State.READY, at, made=File(size=1))


def failed(one: Sending, trouble: str, at: datetime) -> None:
    assert one.report is not None
    end(one.report, State.FAILED, at, trouble=trouble)


def emails(to: Person) -> list[Email]:
    wanted = select(Email).where(Email.to == to.email).order_by(Email.id)
    return list(db.session.scalars(wanted))


def member(person: Person) -> Membership:
    return db.session.scalars(select(Membership).where(Membership.person_id == person.id)).one()


def recipient(schedule: Schedule, person: Person) -> Recipient:
    wanted = select(Recipient).where(
        Recipient.schedule_id == schedule.id, Recipient.person_id == person.id
    )
    return db.session.scalars(wanted).one()
