"""The list of schedules, one of them, and those that somebody hands over."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, signed_in, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now, today
from qa_app.organisation.queries.people import find_member
from qa_app.reports.models import Report
from qa_app.schedules.forms import RecipientForm
from qa_app.schedules.models import Schedule
from qa_app.schedules.queries import recipients as recipient_queries
from qa_app.schedules.queries import runs as run_queries
from qa_app.schedules.queries import schedules as queries
from qa_app.schedules.routes.blueprint import schedules
from qa_app.schedules.rules.covers import period_for
from qa_app.schedules.rules.rhythm import Slot
from qa_app.schedules.rules.sentences import what_happens
from qa_app.schedules.rules.standing import MOST_RECIPIENTS, Standing, can_be_put_back
from qa_app.web.sheets import sheet_of

READ, HANDS_OVER = Permission.REPORT_READ, Permission.HANDOVER_READ


@schedules.get("")
@requires(READ)
def index() -> ResponseReturnValue:
    sheet = sheet_of(queries.count_schedules(viewer()))
    listed = queries.list_schedules(viewer(), sheet.on_a_page, sheet.offset)
    return render_template(
        "schedules/index.html",
        schedules=listed,
        sheet=sheet,
        people=queries.people_by_schedule(listed),
        last=run_queries.last_runs(listed),
        next_day=_next_day,
        me=viewer().person_id,
    )


@schedules.get("/<public_id:schedule_id>")
@requires(READ)
def show(schedule_id: str) -> ResponseReturnValue:
    return shown(queries.find_schedule(schedule_id, viewer()), RecipientForm())


def shown(schedule: Schedule, form: RecipientForm) -> ResponseReturnValue:
    sheet = sheet_of(run_queries.count_runs(schedule))
    listed = recipient_queries.list_recipients(schedule)
    there = [one for one in listed if one.dropped_at is None]
    is_own = schedule.owner_id == viewer().person_id
    if is_own and not form.errors:
        form.offer(recipient_queries.list_who_could(schedule, today()))
    page = render_template(
        "schedules/show.html",
        schedule=schedule,
        sentence=_sentence(schedule, len(there)),
        days=[(one.day, period_for(schedule.covers, one.day)) for one in _days(schedule)],
        recipients=there,
        dropped=[one for one in listed if one.dropped_at is not None],
        runs=run_queries.list_runs(schedule, sheet.on_a_page, sheet.offset),
        sheet=sheet,
        form=form,
        is_own=is_own,
        gets_it=any(one.person_id == viewer().person_id for one in there),
        may_take_over=not is_own and queries.needs_an_owner(schedule, now()),
        can_be_put_back=bool(schedule.ended_at and can_be_put_back(schedule.ended_at, now())),
        most=MOST_RECIPIENTS,
        now_about=period_for(schedule.covers, today()),
        release_moves=schedule.level.leaves,
    )
    return page, 409 if form.was_refused else 200


@schedules.get("/of/<public_id:person_id>")
@requires(HANDS_OVER)
def to_take_over(person_id: str) -> ResponseReturnValue:
    """What somebody who leaves has, as far as the viewer may see it."""
    member = find_member(person_id, viewer(), HANDS_OVER)
    listed = queries.list_of(member.person, viewer())
    return render_template(
        "schedules/to_take_over.html",
        member=member,
        schedules=listed,
        people=queries.people_by_schedule(listed),
        is_own=member.person_id == viewer().person_id,
    )


def report_panel(report: Report) -> dict[str, Any] | None:
    """On the page of a report: which schedule it came by."""
    found = run_queries.sending_of(report) if signed_in() else None
    return {"sending": found} if found else None


def _days(schedule: Schedule) -> list[Slot]:
    return queries.next_days(schedule, now())


def _next_day(schedule: Schedule) -> Slot | None:
    if schedule.standing is not Standing.IN_FORCE:
        return None
    return next(iter(queries.next_days(schedule, now(), 1)), None)


def _sentence(schedule: Schedule, people: int) -> str:
    slot = _next_day(schedule)
    return what_happens(
        schedule.rhythm,
        slot.day if slot else None,
        period_for(schedule.covers, slot.day) if slot else None,
        schedule.kind,
        schedule.place.name,
        people,
    )
