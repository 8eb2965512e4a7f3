"""What the timer does: run what is due, once for each slot, whoever else does so at the same moment."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.settings import days_off
from qa_app.reports.operations.releasing import why_not_release
from qa_app.schedules.models import Recipient, Run, Schedule, Sending
from qa_app.schedules.operations.recipients import drop
from qa_app.schedules.operations.telling import tell_of_stop
from qa_app.schedules.operations.wanting import chosen_of, wanted_of
from qa_app.schedules.queries.recipients import list_active
from qa_app.schedules.queries.schedules import may_get, viewer_now, why_it_stops
from qa_app.schedules.rules.covers import period_for
from qa_app.schedules.rules.rhythm import Slot, due_slot
from qa_app.schedules.rules.standing import Dropped, Sent, Stop
from qa_app.trail.operations import record


@dataclass(frozen=True)
class Done:
    """How many schedules ran and how many stopped."""

    ran: int = 0
    stopped: int = 0


def run_due(council: Place, at: datetime, address: str) -> Done:
    """Whoever calls commits. Another that does the same waits, and then finds nothing left to do."""
    going_on = (
        select(Schedule)
        .where(
            Schedule.council_id == council.id,
            Schedule.ended_at.is_(None),
            Schedule.paused_at.is_(None),
            Schedule.stopped_at.is_(None),
        )
        .order_by(Schedule.id)
        .with_for_update(of=Schedule)
        .execution_options(populate_existing=True)
    )
    ran = stopped = 0
    off = days_off(council.id)
    for schedule in db.session.scalars(going_on).all():
        slot = due_slot(schedule.rhythm, schedule.begins_on, schedule.last_slot, at, off)
        if slot:
            _drop_who_may_not(schedule, at)
        if stop := why_it_stops(schedule, at):
            _stop(schedule, stop, at, address)
            stopped += 1
        elif slot:
            _run(schedule, slot, at)
            ran += 1
    return Done(ran, stopped)


def _stop(schedule: Schedule, stop: Stop, at: datetime, address: str) -> None:
    schedule.stop, schedule.stopped_at = stop, at
    record(
        "report-schedule:stopped",
        None,
        schedule,
        council_id=schedule.council_id,
        at=at,
        why=stop.name,
    )
    tell_of_stop(schedule, at, address)


def _drop_who_may_not(schedule: Schedule, at: datetime) -> None:
    """Whoever has left or may no longer open it gets none, and stands on the page as somebody who did."""
    for recipient in list_active(schedule):
        if why := _why_dropped(schedule, recipient, at):
            drop(schedule, recipient, why, at)
    db.session.flush()


def _why_dropped(schedule: Schedule, recipient: Recipient, at: datetime) -> Dropped | None:
    person = viewer_now(recipient.person, schedule.council_id, at)
    if person is None:
        return Dropped.GONE
    path = schedule.place.path
    return None if may_get(person, schedule.level, path) else Dropped.MAY_NOT


def _run(schedule: Schedule, slot: Slot, at: datetime) -> Run:
    """Of the day that it was due on, whenever that is found out."""
    period = period_for(schedule.covers, slot.day)
    run = Run(
        council_id=schedule.council_id,
        schedule_id=schedule.id,
        slot=slot.key,
        due_on=slot.day,
        first=period.first,
        last=period.last,
        begun_at=at,
    )
    db.session.add(run)
    schedule.last_slot = slot.key
    db.session.flush()
    why = _why_none_leaves(schedule, run, at)
    recipients = list_active(schedule)
    for recipient in recipients:
        _send(run, recipient.person_id, at, why)
    for gone in _dropped_now(schedule, at):
        _send(run, gone.person_id, at, gone.dropped.value if gone.dropped else "")
    db.session.flush()
    record(
        "report-schedule:ran",
        None,
        schedule,
        council_id=schedule.council_id,
        at=at,
        due=slot.day.isoformat(),
        people=len(recipients),
    )
    return run


def _why_none_leaves(schedule: Schedule, run: Run, at: datetime) -> str:
    """What leaves is the same for all of them, so the rules are asked once, as for whoever asks by hand."""
    owner = viewer_now(schedule.owner, schedule.council_id, at)
    if owner is None or not schedule.level.leaves:
        return ""
    wanted = wanted_of(chosen_of(schedule), run.due_on)
    return why_not_release(wanted.level, wanted.filters, owner, at)


def _send(run: Run, person_id: int, at: datetime, why_not: str) -> None:
    db.session.add(
        Sending(
            council_id=run.council_id,
            run_id=run.id,
            person_id=person_id,
            state=Sent.NOT_SENT if why_not else Sent.MAKING,
            trouble=why_not,
            next_try_at=None if why_not else at,
        )
    )


def _dropped_now(schedule: Schedule, at: datetime) -> list[Recipient]:
    wanted = select(Recipient).where(
        Recipient.schedule_id == schedule.id, Recipient.dropped_at == at
    )
    return list(db.session.scalars(wanted.order_by(Recipient.id)))
