"""Schedules of places where somebody may ask for reports, and their own."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer, may_at
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Person, Place
from qa_app.organisation.queries import list_places, viewer_of
from qa_app.organisation.queries.people import member_of
from qa_app.organisation.queries.settings import days_off
from qa_app.reports.rules.levels import Level
from qa_app.schedules.models import Recipient, Schedule
from qa_app.schedules.rules.rhythm import Slot, next_slots
from qa_app.schedules.rules.standing import NEEDS_AN_OWNER, Standing, Stop

# Whoever may open a report of a place: they ask for reports there, and see its figures.
NEEDED = (Permission.REPORT_READ, Permission.INSIGHT_READ)
DAYS_SHOWN = 3


def visible_to(viewer: Viewer) -> Select[Schedule]:
    """Their own, and those of places where they may ask for reports themselves."""
    permitted = where_permitted(Place.path, viewer, Permission.REPORT_READ)
    return (
        select(Schedule)
        .join(Place, Place.id == Schedule.place_id)
        .where(
            Schedule.council_id == viewer.council_id,
            or_(Schedule.owner_id == viewer.person_id, permitted),
        )
        .options(joinedload(Schedule.place), joinedload(Schedule.owner_here))
    )


def own(viewer: Viewer) -> Select[Schedule]:
    return select(Schedule).where(
        Schedule.council_id == viewer.council_id, Schedule.owner_id == viewer.person_id
    )


def find_schedule(public_id: str, viewer: Viewer) -> Schedule:
    """Raise NoResultFound for what is out of reach, as for none at all."""
    return db.session.scalars(visible_to(viewer).where(Schedule.public_id == public_id)).one()


def find_own(public_id: str, viewer: Viewer) -> Schedule:
    """Raise NoResultFound for somebody else’s, even where they may read it."""
    wanted = own(viewer).where(Schedule.public_id == public_id)
    return db.session.scalars(wanted.options(joinedload(Schedule.place))).one()


def count_schedules(viewer: Viewer) -> int:
    ids = visible_to(viewer).options().with_only_columns(Schedule.id).subquery()
    return db.session.scalar(select(func.count()).select_from(ids)) or 0


def list_schedules(viewer: Viewer, limit: int, offset: int = 0) -> list[Schedule]:
    """Those that go on before those that are over; their own before others’; the newest first."""
    ordered = visible_to(viewer).order_by(
        Schedule.ended_at.is_not(None),
        Schedule.owner_id != viewer.person_id,
        Schedule.made_at.desc(),
        Schedule.id.desc(),
    )
    return list(db.session.scalars(ordered.limit(limit).offset(offset)))


def list_of(person: Person, viewer: Viewer) -> list[Schedule]:
    """Somebody’s that go on, as far as the viewer may see them."""
    theirs = visible_to(viewer).where(Schedule.owner_id == person.id, Schedule.ended_at.is_(None))
    return list(db.session.scalars(theirs.order_by(Schedule.made_at, Schedule.id)))


def count_own(viewer: Viewer) -> int:
    going_on = own(viewer).where(Schedule.ended_at.is_(None)).subquery()
    return db.session.scalar(select(func.count()).select_from(going_on)) or 0


def list_own_going_on(viewer: Viewer) -> list[Schedule]:
    """With those that rest."""
    wanted = own(viewer).where(Schedule.ended_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Schedule.id)))


def people_by_schedule(schedules: list[Schedule]) -> Mapping[int, int]:
    """How many get each of them."""
    counted = (
        select(Recipient.schedule_id, func.count())
        .where(
            Recipient.schedule_id.in_([one.id for one in schedules]), Recipient.dropped_at.is_(None)
        )
        .group_by(Recipient.schedule_id)
    )
    return {schedule_id: number for schedule_id, number in db.session.execute(counted)}


def next_days(schedule: Schedule, at: datetime, number: int = DAYS_SHOWN) -> list[Slot]:
    """From today on, or from when it began; none of one that is over. Of one that waits, as if it went on."""
    if schedule.standing is Standing.ENDED:
        return []
    off = days_off(schedule.council_id)
    return next_slots(
        schedule.rhythm, begins(schedule, london_day(at)), schedule.last_slot, number, off
    )


def begins(schedule: Schedule, today: date) -> date:
    """What waits is not due before it goes on again."""
    is_waiting = schedule.standing is not Standing.IN_FORCE
    return max(schedule.begins_on, today) if is_waiting else schedule.begins_on


def list_places_to_choose(viewer: Viewer) -> list[Place]:
    """Open ones, whose reports and whose figures the viewer sees."""
    places = list_places(viewer, Permission.REPORT_READ, closed=False)
    return [one for one in places if may_at(viewer, Permission.INSIGHT_READ, one.path)]


def may_get(person: Viewer, level: Level, path: str) -> bool:
    """Whether they could ask for it themselves: what leaves is for those who see the whole council."""
    where = person.council_path if level.leaves else path
    return all(may_at(person, one, where) for one in NEEDED)


def viewer_now(person: Person, council_id: int, at: datetime) -> Viewer | None:
    """As they stand that day; None when they have left, are disabled or hold nothing."""
    return viewer_of(person, db.session.get_one(Place, council_id), london_day(at))


def why_it_stops(schedule: Schedule, at: datetime) -> Stop | None:
    """What stands against it now, whoever has noted it already."""
    owner = viewer_now(schedule.owner, schedule.council_id, at)
    if owner is None:
        return Stop.OWNER_GONE
    if not may_get(owner, schedule.level, schedule.place.path):
        return Stop.OWNER_MAY_NOT
    if schedule.place.closed_on is not None:
        return Stop.PLACE_CLOSED
    return None if people_by_schedule([schedule]) else Stop.NOBODY


def needs_an_owner(schedule: Schedule, at: datetime) -> bool:
    """Whether somebody else may take it over: its owner cannot see to it, or is about to leave."""
    if schedule.ended_at is not None:
        return False
    if why_it_stops(schedule, at) in NEEDS_AN_OWNER:
        return True
    member = member_of(schedule.owner_id, schedule.council_id)
    return member is not None and member.leaves_on is not None
