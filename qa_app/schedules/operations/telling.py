"""Say that a report is there, and where it could not be made. No email holds more than a link."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qa_app.foundation.clock import london_day, long_date
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from qa_app.organisation.queries.people import names_of
from qa_app.outbox.operations import queue
from qa_app.outbox.rules import BY_DAY, Letter
from qa_app.reports.rules.states import State
from qa_app.schedules.models import Run, Schedule, Sending
from qa_app.schedules.operations.making import list_making, look_at
from qa_app.schedules.queries.recipients import list_active
from qa_app.schedules.queries.schedules import viewer_now
from qa_app.schedules.rules.letters import (
    KEY,
    NOT_SENT,
    STOPPED,
    STOPPED_FOR_READERS,
    TO_A_RECIPIENT,
)
from qa_app.schedules.rules.standing import THEIR_WISH, Dropped, Sent
from qa_app.trail.operations import record


@dataclass(frozen=True)
class Said:
    """What stands in an email beside our own words: the kind of a report, a page, a day, how many people."""

    what: str
    address: str
    day: str = ""
    count: int = 0


def tell_ready(council: Place, at: datetime, address: str) -> int:
    """Queue a link for each report that is ready; how many. Whoever calls commits."""
    told = 0
    for one in list_making(council):
        look_at(one, at)
        if one.state is Sent.MAKING and one.report and one.report.state is State.READY:
            told += _tell(one, at, address)
    db.session.flush()
    _settle(council, at, address)
    return told


def _tell(one: Sending, at: datetime, address: str) -> int:
    """Whether they may still open it is asked again as they fetch it."""
    assert one.report is not None and one.report.expires_at is not None  # noqa: S101 – it is ready
    if viewer_now(one.person, one.council_id, at) is None:
        one.state, one.trouble = Sent.NOT_SENT, Dropped.GONE.value
        return 0
    one.state, one.sent_at, one.trouble = Sent.SENT, at, ""
    _write(
        one.person,
        TO_A_RECIPIENT,
        f"{one.run.public_id}:{one.person.public_id}",
        at,
        one.council_id,
        Said(
            one.report.kind.value,
            f"{address}/reports/{one.report.public_id}",
            long_date(london_day(one.report.expires_at)),
        ),
    )
    record(
        "report-schedule:link-sent",
        None,
        one.run.schedule,
        council_id=one.council_id,
        at=at,
        who=one.person.public_id,
    )
    return 1


def _settle(council: Place, at: datetime, address: str) -> None:
    """Once nobody waits any more, its owner hears of those who got none."""
    still = select(Sending.id).where(Sending.run_id == Run.id, Sending.state == Sent.MAKING)
    over = (
        select(Run)
        .where(Run.council_id == council.id, Run.settled_at.is_(None), ~still.exists())
        .options(joinedload(Run.schedule))
        .order_by(Run.id)
        .with_for_update(of=Run)
        .execution_options(populate_existing=True)
    )
    for run in db.session.scalars(over).all():
        run.settled_at = at
        without = (
            select(Sending.id)
            .where(
                Sending.run_id == run.id,
                Sending.state == Sent.NOT_SENT,
                Sending.trouble.not_in(THEIR_WISH),
            )
            .order_by(Sending.id)
        )
        if number := len(db.session.scalars(without).all()):
            _tell_owner(run, number, at, address)


def _tell_owner(run: Run, number: int, at: datetime, address: str) -> None:
    schedule = run.schedule
    if viewer_now(schedule.owner, schedule.council_id, at) is None:
        return
    _write(
        schedule.owner,
        NOT_SENT,
        f"not-sent:{run.public_id}",
        at,
        run.council_id,
        Said(schedule.kind.value, page_of(schedule, address), long_date(run.due_on), number),
    )


def tell_of_stop(schedule: Schedule, at: datetime, address: str) -> None:
    """Its owner; and whoever gets it, where its owner is not here to hear of it."""
    people, letter = [schedule.owner], STOPPED
    if viewer_now(schedule.owner, schedule.council_id, at) is None:
        readers = [one.person for one in list_active(schedule)]
        people = [one for one in readers if viewer_now(one, schedule.council_id, at)]
        letter = STOPPED_FOR_READERS
    for one in people:
        _write(
            one,
            letter,
            f"stopped:{schedule.public_id}:{at.isoformat()}:{one.public_id}",
            at,
            schedule.council_id,
            Said(schedule.kind.value, page_of(schedule, address)),
        )


def page_of(schedule: Schedule, address: str) -> str:
    return f"{address}/reports/schedules/{schedule.public_id}"


def _write(
    to: Person, letter: Letter, once: str, at: datetime, council_id: int, said: Said
) -> None:
    name, what = names_of([to.id], council_id).get(to.id, ""), said.what
    text = letter.text.format(
        name=name, what=what, day=said.day, count=said.count, address=said.address
    )
    queue(
        to=to.email,
        subject=letter.subject.format(what=what),
        text=text,
        council_id=council_id,
        once=f"{BY_DAY}{KEY}:{once}",
        at=at,
    )
