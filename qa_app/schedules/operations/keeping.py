"""Set up a schedule, change it, let it rest, end it, take it over."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.reports.models import Report
from qa_app.reports.operations.asking import ask_for
from qa_app.schedules.models import Recipient, Schedule
from qa_app.schedules.operations.wanting import NOT_THEIRS, Chosen, check, chosen_of, wanted_of
from qa_app.schedules.queries.schedules import count_own, may_get, needs_an_owner, why_it_stops
from qa_app.schedules.rules.standing import MOST_OF_ONE, Standing, can_be_put_back
from qa_app.trail.operations import record

TOO_MANY = f"You have {MOST_OF_ONE} schedules. End one that nobody needs"
NOT_IN_FORCE = "It is not in force"
IN_FORCE_ALREADY = "It is in force already"
IS_ENDED = "It is ended"
NOT_ENDED = "It is not ended"
TOO_LATE = "It was ended too long ago to be put back"
STILL_THEIRS = "Its owner sees to it. Ask them, or set up another"
THEIR_OWN = "It is yours already"


def make_schedule(chosen: Chosen, by: Viewer, at: datetime) -> Schedule:
    """For whoever makes it, until others are added. It is due tomorrow at the soonest."""
    today = london_day(at)
    check(chosen, by, today, is_new_day=True)
    if count_own(by) >= MOST_OF_ONE:
        raise DomainError(TOO_MANY)
    schedule = Schedule(
        council_id=by.council_id,
        owner_id=by.person_id,
        made_at=at,
        begins_on=_tomorrow(today),
        **_kept(chosen),
    )
    db.session.add(schedule)
    db.session.flush()
    own = Recipient(
        council_id=by.council_id, schedule_id=schedule.id, person_id=by.person_id, added_at=at
    )
    db.session.add(own)
    record("report-schedule:made", by, schedule, at=at, **facts_of(schedule))
    return schedule


def change_schedule(schedule: Schedule, chosen: Chosen, by: Viewer, at: datetime) -> None:
    """What ran already stays; on other days it is due from tomorrow."""
    _check_not_ended(schedule)
    today = london_day(at)
    is_new = chosen.rhythm.first_on != schedule.first_on
    check(chosen, by, today, is_new_day=is_new)
    if chosen.rhythm != schedule.rhythm:
        schedule.begins_on = _tomorrow(today)
    for name, value in _kept(chosen).items():
        setattr(schedule, name, value)
    db.session.flush()
    record("report-schedule:changed", by, schedule, at=at, **facts_of(schedule))


def pause(schedule: Schedule, by: Viewer, at: datetime) -> None:
    if schedule.standing is not Standing.IN_FORCE:
        raise DomainError(NOT_IN_FORCE)
    schedule.paused_at = at
    record("report-schedule:paused", by, schedule, at=at)


def resume(schedule: Schedule, by: Viewer, at: datetime) -> None:
    """From tomorrow: what fell into the time it rested is not made up for."""
    _check_not_ended(schedule)
    if schedule.standing is Standing.IN_FORCE:
        raise DomainError(IN_FORCE_ALREADY)
    if why := why_it_stops(schedule, at):
        raise DomainError(why.value)
    _go_on(schedule, at)
    record("report-schedule:resumed", by, schedule, at=at)


def end(schedule: Schedule, by: Viewer, at: datetime) -> None:
    _check_not_ended(schedule)
    schedule.ended_at = at
    record("report-schedule:ended", by, schedule, at=at)


def put_back(schedule: Schedule, by: Viewer, at: datetime) -> None:
    """As it was, and from tomorrow. What stopped it or made it rest still does."""
    if schedule.ended_at is None:
        raise DomainError(NOT_ENDED)
    if not can_be_put_back(schedule.ended_at, at):
        raise DomainError(TOO_LATE)
    if count_own(by) >= MOST_OF_ONE:
        raise DomainError(TOO_MANY)
    schedule.ended_at = None
    schedule.begins_on = max(schedule.begins_on, _tomorrow(london_day(at)))
    record("report-schedule:put-back", by, schedule, at=at)


def take_over(schedule: Schedule, by: Viewer, at: datetime) -> None:
    """By somebody who could have set it up, once whoever did cannot see to it, or is about to leave."""
    if schedule.owner_id == by.person_id:
        raise DomainError(THEIR_OWN)
    if not needs_an_owner(schedule, at):
        raise DomainError(STILL_THEIRS)
    check(chosen_of(schedule), by, london_day(at), is_new_day=False)
    if count_own(by) >= MOST_OF_ONE:
        raise DomainError(TOO_MANY)
    before = schedule.owner.public_id
    schedule.owner_id = by.person_id
    db.session.flush()
    db.session.refresh(schedule, ["owner", "owner_here"])
    if schedule.standing is Standing.STOPPED and why_it_stops(schedule, at) is None:
        _go_on(schedule, at, keep_paused=True)
    record("report-schedule:taken-over", by, schedule, at=at, before=before)


def end_for_owner(schedule: Schedule, by: Viewer, at: datetime) -> None:
    """By somebody who could take it over, where nobody needs it any more: it would be handed over without end."""
    if not needs_an_owner(schedule, at):
        raise DomainError(STILL_THEIRS)
    if not may_get(by, schedule.level, schedule.place.path):
        raise DomainError(NOT_THEIRS)
    end(schedule, by, at)


def make_now(schedule: Schedule, by: Viewer, at: datetime) -> Report:
    """For its owner alone, as if they had asked for it today."""
    return ask_for(wanted_of(chosen_of(schedule), london_day(at)), by, at)


def facts_of(schedule: Schedule) -> dict[str, Any]:
    """Codes and days, and nothing that somebody typed."""
    return {
        "report": schedule.kind.code,
        "level": schedule.level.name,
        "place": schedule.place.public_id,
        "covers": schedule.covers.name,
        "every": schedule.every.name,
    }


def _go_on(schedule: Schedule, at: datetime, *, keep_paused: bool = False) -> None:
    schedule.stopped_at = schedule.stop = None
    if not keep_paused:
        schedule.paused_at = None
    schedule.begins_on = max(schedule.begins_on, _tomorrow(london_day(at)))


def _check_not_ended(schedule: Schedule) -> None:
    if schedule.ended_at is not None:
        raise DomainError(IS_ENDED)


def _tomorrow(today: date) -> date:
    return today + timedelta(days=1)


def _kept(chosen: Chosen) -> Mapping[str, Any]:
    rhythm = chosen.rhythm
    return {
        "kind": chosen.kind,
        "level": chosen.level,
        "place": chosen.place,
        "place_id": chosen.place.id,
        "narrowed": dict(chosen.narrowed),
        "said": [*chosen.said],
        "front": chosen.front.to_keep if chosen.kind.about.has_front else {},
        "covers": chosen.covers,
        "every": rhythm.every,
        "nth": rhythm.nth,
        "month": rhythm.month,
        "weeks": rhythm.weeks,
        "first_on": rhythm.first_on,
    }
