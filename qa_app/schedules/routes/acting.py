"""What is done with a schedule, each by one button."""

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.clock import now, today
from qa_app.foundation.errors import DomainError
from qa_app.schedules.forms import RecipientForm
from qa_app.schedules.models import Schedule
from qa_app.schedules.operations import keeping
from qa_app.schedules.operations import recipients as operations
from qa_app.schedules.queries import recipients as recipient_queries
from qa_app.schedules.queries import schedules as queries
from qa_app.schedules.routes.blueprint import schedules
from qa_app.schedules.routes.showing import shown

READ, OWN = Permission.REPORT_READ, Permission.REPORT_FETCH
Act = Callable[[Schedule, Viewer, datetime], object]


@schedules.post("/<public_id:schedule_id>/pause")
@requires(OWN)
def pause(schedule_id: str) -> ResponseReturnValue:
    return _own(schedule_id, keeping.pause, "The schedule is paused. Nothing comes until you resume it")  # fmt: skip


@schedules.post("/<public_id:schedule_id>/resume")
@requires(OWN)
def resume(schedule_id: str) -> ResponseReturnValue:
    return _own(schedule_id, keeping.resume, "The schedule goes on")


@schedules.post("/<public_id:schedule_id>/end")
@requires(OWN)
def end(schedule_id: str) -> ResponseReturnValue:
    return _own(schedule_id, keeping.end, "The schedule is ended. You can put it back for 30 days")


@schedules.post("/<public_id:schedule_id>/put-back")
@requires(OWN)
def put_back(schedule_id: str) -> ResponseReturnValue:
    return _own(schedule_id, keeping.put_back, "The schedule is back as it was")


@schedules.post("/<public_id:schedule_id>/make-now")
@requires(OWN)
def make_now(schedule_id: str) -> ResponseReturnValue:
    """It leads to where that report is waited for, and whoever opens that has it begun."""
    schedule = queries.find_own(schedule_id, viewer())
    try:
        report = keeping.make_now(schedule, viewer(), now())
    except DomainError as refused:
        flash(refused.reasons[0], "notice")
        return redirect(url_for(".show", schedule_id=schedule_id))
    return redirect(url_for("reports.show", report_id=report.public_id))


@schedules.post("/<public_id:schedule_id>/take-over")
@requires(READ)
def take_over(schedule_id: str) -> ResponseReturnValue:
    return _seen(schedule_id, keeping.take_over, "The schedule is yours")


@schedules.post("/<public_id:schedule_id>/end-for-owner")
@requires(READ)
def end_for_owner(schedule_id: str) -> ResponseReturnValue:
    return _seen(schedule_id, keeping.end_for_owner, "The schedule is ended")


@schedules.post("/<public_id:schedule_id>/leave")
@requires(READ)
def leave(schedule_id: str) -> ResponseReturnValue:
    return _seen(schedule_id, operations.leave, "It does not come to you any more")


@schedules.post("/<public_id:schedule_id>/recipients")
@requires(OWN)
def add(schedule_id: str) -> ResponseReturnValue:
    schedule, form = queries.find_own(schedule_id, viewer()), RecipientForm()
    form.offer(recipient_queries.list_who_could(schedule, today()))
    if form.validate_on_submit() and form.attempt(
        lambda: operations.add(schedule, form.person.data, viewer(), now())
    ):
        name = dict(form.person.options)[form.person.data]
        flash(f"It comes to {name} as well")
        return redirect(url_for(".show", schedule_id=schedule_id))
    return shown(schedule, form)


@schedules.post("/<public_id:schedule_id>/recipients/<public_id:recipient_id>/take-off")
@requires(OWN)
def take_off(schedule_id: str, recipient_id: str) -> ResponseReturnValue:
    schedule = queries.find_own(schedule_id, viewer())
    recipient = recipient_queries.find_recipient(schedule, recipient_id)
    said = f"It does not come to {recipient.name} any more"
    return _done(schedule, lambda one, by, at: operations.take_off(one, recipient, by, at), said)


def _own(schedule_id: str, act: Act, said: str) -> ResponseReturnValue:
    return _done(queries.find_own(schedule_id, viewer()), act, said)


def _seen(schedule_id: str, act: Act, said: str) -> ResponseReturnValue:
    return _done(queries.find_schedule(schedule_id, viewer()), act, said)


def _done(schedule: Schedule, act: Act, said: str) -> ResponseReturnValue:
    try:
        act(schedule, viewer(), now())
    except DomainError as refused:
        flash(refused.reasons[0], "notice")
    else:
        flash(said)
    return redirect(url_for(".show", schedule_id=schedule.public_id))
