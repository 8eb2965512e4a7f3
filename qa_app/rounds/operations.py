"""Open rounds, allocate records, and note how far each has come."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import func, select

from qa_app.access.rules import Role, Viewer
from qa_app.audit_templates.queries import newest_version
from qa_app.children.models import Child
from qa_app.children.operations import open_work
from qa_app.children.operations.open_work import FollowingWork, Move
from qa_app.children.operations.undoing import mark_used
from qa_app.children.queries.lists import list_in_force
from qa_app.foundation.clock import last_working_day, london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Appointment, Person, Place
from qa_app.rounds.models import Allocation, Programme, Round, RoundReader
from qa_app.rounds.queries import last_given
from qa_app.rounds.rules import OPEN, State, first_of_month, may_move, why_not_a_reader
from qa_app.trail.operations import record
from qa_app.uploads.rules.identifiers import key_of


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
        template_version=newest_version(
            programme.council_id, programme.template_code, london_day(at)
        ),
        month=month,
        due_on=last_working_day(month.year, month.month),
    )
    db.session.add(opened)
    db.session.flush()
    record("round:opened", by, opened, council_id=programme.council_id, at=at)
    return opened


def name_round(
    round_: Round, appointment: Appointment, by: Viewer | None, at: datetime
) -> RoundReader:
    """Let an inspector or adviser read a round; naming it again changes nothing."""
    is_inspector = appointment.role is Role.INSPECTOR
    if trouble := why_not_a_reader(is_inspector, appointment.ends_on, london_day(at)):
        raise DomainError(trouble)
    there = select(RoundReader).where(
        RoundReader.round_id == round_.id, RoundReader.appointment_id == appointment.id
    )
    if found := db.session.scalars(there).one_or_none():
        return found
    reader = RoundReader(
        council_id=round_.council_id, round=round_, appointment=appointment, named_at=at
    )
    db.session.add(reader)
    db.session.flush()
    record(
        "round:named",
        by,
        round_,
        council_id=round_.council_id,
        at=at,
        person=appointment.person.public_id,
    )
    return reader


def take_round_back(reader: RoundReader, by: Viewer, at: datetime) -> None:
    """From the next page on they cannot read the round; the trail keeps that they could."""
    person = reader.appointment.person.public_id
    record("round:taken-back", by, reader.round, at=at, person=person)
    db.session.delete(reader)


def allocate(
    round_: Round, reference: str, place: Place, auditor: Person, by: Viewer | None, at: datetime
) -> Allocation:
    child = child_of(reference, round_.council_id)
    if child and (newest := list_in_force(round_.council_id)):
        mark_used(newest, "an audit", at)
    allocation = Allocation(
        council_id=round_.council_id,
        round=round_,
        child=child,
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


def child_of(reference: str, council_id: int) -> Child | None:
    """The child whom this reference names, however its noughts are written; a merged one is the one it became."""
    named = select(Child).where(
        Child.council_id == council_id, Child.reference_key == key_of(reference)
    )
    child = db.session.scalars(named).one_or_none()
    if child is None or child.merged_into_id is None:
        return child
    return db.session.get(Child, child.merged_into_id)


def give(allocation: Allocation, to: Person, by: Viewer, at: datetime) -> None:
    """Let somebody else read the record; what was begun goes on as it stands."""
    if allocation.state not in OPEN:
        raise DomainError(f"The audit of {allocation.reference} is {allocation.state.lower()}")
    record("audit:given", by, allocation, at=at, before=allocation.auditor_id, after=to.id)
    allocation.auditor = to


def give_all(allocations: Sequence[Allocation], to: Person, by: Viewer, at: datetime) -> None:
    """At one moment, so that they can be taken back together."""
    for allocation in allocations:
        give(allocation, to, by, at)


def take_back(person: Person, by: Viewer, at: datetime) -> int:
    """Undo what was given away last, as far as nobody has begun on it; returns how many came back."""
    given = last_given(person, by, at)
    if given is None:
        raise DomainError("There is nothing to take back: it was begun or given on since")
    give_all(given.allocations, person, by, at)
    return len(given.allocations)


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


def follow(moves: Sequence[Move], by: Viewer | None, at: datetime) -> None:
    """What is still to be read moves with the child, so that the manager there now sees it; figures stay."""
    now_at = {move.before.child_id: move.after.place for move in moves if move.after}
    following = select(Allocation).where(
        Allocation.child_id.in_(now_at), Allocation.state.in_(OPEN)
    )
    for allocation in db.session.scalars(following):
        place = now_at[allocation.child_id]  # type: ignore[index]
        if place.id != allocation.place_id:
            allocation.place = place
            record(
                "audit:moved-with-child", by, allocation, council_id=allocation.council_id, at=at
            )


def count_open_for(child_ids: Collection[int]) -> int:
    counted = select(func.count()).where(
        Allocation.child_id.in_(child_ids), Allocation.state.in_(OPEN)
    )
    return db.session.scalar(counted) or 0


open_work.register(FollowingWork("open audit", "open audits", count_open_for, follow))
