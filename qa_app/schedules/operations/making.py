"""Have each person’s report made, from what they may see themselves; try again what failed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Place
from qa_app.reports.models import Report
from qa_app.reports.operations.asking import facts_of, queued, queued_again, why_not_asked
from qa_app.reports.queries.reports import count_in_hand
from qa_app.reports.rules.states import MOST_WAITING, State
from qa_app.schedules.models import Run, Schedule, Sending
from qa_app.schedules.operations.wanting import chosen_of, wanted_of
from qa_app.schedules.queries.recipients import recipient_of
from qa_app.schedules.queries.schedules import may_get, viewer_now
from qa_app.schedules.rules.standing import (
    CALLED_OFF,
    ENDED_SINCE,
    HANDS_FULL,
    NOT_IN_TIME,
    WAITED_FOR,
    Dropped,
    Sent,
    next_try,
)
from qa_app.trail.operations import record


def list_making(council: Place) -> list[Sending]:
    """Locked, so that no second timer does the same; in the order of their runs."""
    wanted = (
        select(Sending)
        .where(Sending.council_id == council.id, Sending.state == Sent.MAKING)
        .options(joinedload(Sending.run).joinedload(Run.schedule))
        .order_by(Sending.run_id, Sending.id)
        .with_for_update(of=Sending)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(wanted))


@dataclass(frozen=True)
class Waiting:
    """How many reports were asked for now, and whether any is still to be made."""

    asked: int
    is_any: bool


def ask_for_due(council: Place, at: datetime) -> Waiting:
    """Whoever calls commits, then has them made."""
    asked, is_any = 0, False
    for one in list_making(council):
        look_at(one, at)
        if one.state is Sent.MAKING and one.next_try_at and one.next_try_at <= at:
            asked += _ask(one, at)
        is_any = is_any or (one.state is Sent.MAKING and one.report is not None)
    db.session.flush()
    return Waiting(asked, is_any)


def look_at(one: Sending, at: datetime) -> None:
    """What became of its report since, and whether it is still wanted."""
    schedule = one.run.schedule
    recipient = recipient_of(schedule, one.person_id)
    if schedule.ended_at is not None:
        _give_up(one, ENDED_SINCE)
    elif recipient is not None and recipient.dropped is not None:
        _give_up(one, recipient.dropped.value)
    if one.state is not Sent.MAKING or one.report is None:
        return
    db.session.refresh(one.report)
    state = one.report.state
    if state is State.CANCELLED:
        _give_up(one, CALLED_OFF)
    elif state is State.EXPIRED:
        _give_up(one, NOT_IN_TIME)
    elif state is State.FAILED and one.next_try_at is None:
        one.next_try_at = next_try(one.report.trouble, one.tries, at)
        one.tries += 1
        if one.next_try_at is None:
            _give_up(one, one.report.trouble)
        else:
            one.trouble = one.report.trouble


def _give_up(one: Sending, why: str) -> None:
    one.state, one.trouble, one.next_try_at = Sent.NOT_SENT, why, None


def _ask(one: Sending, at: datetime) -> int:
    """As they would ask themselves, so that no rule is got round."""
    schedule = one.run.schedule
    person = viewer_now(one.person, one.council_id, at)
    if person is None or not may_get(person, schedule.level, schedule.place.path):
        _give_up(one, (Dropped.MAY_NOT if person else Dropped.GONE).value)
        return 0
    if count_in_hand(person) >= MOST_WAITING:
        if at - one.run.begun_at > WAITED_FOR:
            _give_up(one, HANDS_FULL)
        return 0
    if one.report is not None:
        if queued_again(one.report, at):
            _note(one.report, at)
        one.next_try_at, one.trouble = None, ""
        return 1
    try:
        one.report = _asked(one, schedule, person, at)
    except DomainError as refused:
        _give_up(one, str(refused.reasons[0]))
        return 0
    one.next_try_at = None
    return 1


def _asked(one: Sending, schedule: Schedule, person: Viewer, at: datetime) -> Report:
    wanted = wanted_of(chosen_of(schedule), one.run.due_on)
    if why := why_not_asked(wanted, person):
        raise DomainError(why)
    same_as = _first_of(one) if schedule.level.leaves and schedule.kind.is_paper else None
    report = queued(wanted, person, at, same_as=same_as)
    _note(report, at)
    return report


def _note(report: Report, at: datetime) -> None:
    """Nobody asked for it that day, and it is theirs."""
    council_id, by_id = report.council_id, report.asked_by_id
    record("report:came-due", None, report, council_id=council_id, by_id=by_id, at=at, **facts_of(report))  # fmt: skip


def _first_of(one: Sending) -> Report | None:
    """What leaves says the same to all who get it: it is written once, and the others are copies."""
    wanted = (
        select(Report)
        .join(Sending, Sending.report_id == Report.id)
        .where(Sending.run_id == one.run_id, Report.same_as_id.is_(None))
        .order_by(Report.id)
        .limit(1)
    )
    return db.session.scalars(wanted).one_or_none()
