"""Open rounds, allocate records, and note how far each has come."""

from datetime import date, datetime

from sqlalchemy import select

from qa_app.access.rules import Viewer
from qa_app.audit_templates.queries import newest_version
from qa_app.foundation.clock import last_working_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Person, Place
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.rules import OPEN, State, first_of_month, may_move
from qa_app.trail.operations import record


def add_programme(
    council: Place, name: str, template_code: str, by: Viewer | None, at: datetime
) -> Programme:
    programme = Programme(council_id=council.id, name=name, template_code=template_code)
    db.session.add(programme)
    db.session.flush()
    record("programme:added", by, programme, council_id=council.id, at=at)
    return programme


def open_round(programme: Programme, day: date, by: Viewer | None, at: datetime) -> Round:
    """The round of that day's month; opening it again gives back the one that is open."""
    month = first_of_month(day)
    there = select(Round).where(Round.programme_id == programme.id, Round.month == month)
    if found := db.session.scalars(there).one_or_none():
        return found
    opened = Round(
        council_id=programme.council_id,
        programme=programme,
        template_version=newest_version(programme.council_id, programme.template_code),
        month=month,
        due_on=last_working_day(month.year, month.month),
    )
    db.session.add(opened)
    db.session.flush()
    record("round:opened", by, opened, council_id=programme.council_id, at=at)
    return opened


def allocate(
    round_: Round, reference: str, place: Place, auditor: Person, by: Viewer | None, at: datetime
) -> Allocation:
    allocation = Allocation(
        council_id=round_.council_id,
        round=round_,
        reference=reference,
        place=place,
        place_then=place.path,
        auditor=auditor,
        due_on=round_.due_on,
    )
    db.session.add(allocation)
    db.session.flush()
    record("audit:allocated", by, allocation, council_id=round_.council_id, at=at)
    return allocation


def give(allocation: Allocation, to: Person, by: Viewer, at: datetime) -> None:
    """Let somebody else read the record; what was begun goes on as it stands."""
    if allocation.state not in OPEN:
        raise DomainError(f"The audit of {allocation.reference} is {allocation.state.lower()}")
    record("audit:given", by, allocation, at=at, before=allocation.auditor_id, after=to.id)
    allocation.auditor = to


def mark_started(allocation: Allocation, at: datetime) -> None:
    _move(allocation, State.STARTED)
    allocation.started_at = at


def mark_done(allocation: Allocation, at: datetime) -> None:
    _move(allocation, State.DONE)
    # “Done” is when it was first handed in, however often it comes back.
    allocation.done_at = allocation.done_at or at


def _move(allocation: Allocation, to: State) -> None:
    if not may_move(allocation.state, to):
        raise DomainError(
            f"This audit is {allocation.state.lower()}, so it cannot become {to.lower()}"
        )
    allocation.state = to
