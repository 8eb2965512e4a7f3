"""Lists of people: what is asked for, how many there are, and in which order."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from qa_app.access.queries import within
from qa_app.access.rules import Duty, Permission, Role, Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.queries.people import appointed, members_visible_to, with_appointments
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.organisation.rules.people import State

SORTS = ("name", "last-seen", "added")


@dataclass(frozen=True)
class Sought:
    """Which people a list is to show."""

    words: str = ""
    place: Place | None = None
    holds: Role | Duty | None = None
    state: State | None = None
    unused_days: int | None = None


def sought(wanted: Select[Membership], asked: Sought, on: date, at: datetime) -> Select[Membership]:
    if asked.words:
        wanted = wanted.where(like_words(asked.words))
    if asked.place:
        wanted = wanted.where(appointed(in_force(on), within(Place.path, asked.place.path)))
    if asked.holds:
        column = Appointment.role if isinstance(asked.holds, Role) else Appointment.duty
        wanted = wanted.where(appointed(in_force(on), column == asked.holds))
    if asked.unused_days:
        cut = at - timedelta(days=asked.unused_days)
        used = func.coalesce(Membership.last_seen_at, Membership.added_at)
        wanted = wanted.where(used < cut, works_here(on), appointed(in_force(on)))
    if asked.state:
        wanted = wanted.where(in_state(asked.state, on))
    return wanted


def in_state(state: State, on: date) -> ColumnElement[bool]:
    holds = appointed(in_force(on))
    works = works_here(on)
    to_come = appointed(
        Appointment.starts_on > on,
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= Appointment.starts_on),
    )
    return {
        State.WORKING: and_(holds, works),
        State.NOT_SEEN: and_(Membership.last_seen_at.is_(None), holds, works),
        State.LEAVING: and_(Membership.leaves_on.is_not(None), works, holds),
        State.LEFT: and_(Membership.leaves_on < on, Membership.disabled_at.is_(None)),
        State.TO_COME: and_(works, ~holds, to_come),
        State.ENDED: and_(works, ~holds, ~to_come),
        State.DISABLED: Membership.disabled_at.is_not(None),
    }[state]


def like_words(words: str) -> ColumnElement[bool]:
    """In a name or an address. SQLite lowers no letter outside English, so we offer it the capital too."""
    capital = words[:1].upper() + words[1:]
    return or_(
        func.lower(Membership.name).contains(words.lower(), autoescape=True),
        Membership.name.contains(words, autoescape=True),
        Membership.name.contains(capital, autoescape=True),
        Person.email.contains(words.lower(), autoescape=True),
    )


def count_members(wanted: Select[Membership]) -> int:
    ids = wanted.with_only_columns(Membership.id).order_by(None)
    return db.session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def list_members(
    wanted: Select[Membership], *, sort: str = "name", offset: int = 0, limit: int | None = None
) -> list[Membership]:
    by_name = (func.lower(Membership.name), Membership.id)
    last_seen = func.coalesce(Membership.last_seen_at, Membership.added_at)
    columns = {"name": func.lower(Membership.name), "last-seen": last_seen}
    first = columns.get(sort.removeprefix("-"), Membership.added_at)
    ordered = wanted.order_by(first.desc() if sort.startswith("-") else first, *by_name)
    return list(db.session.scalars(with_appointments(ordered.offset(offset).limit(limit))))


def list_waiting_for_invitation(viewer: Viewer, on: date) -> list[Membership]:
    """Those who work here and were never invited, after an import for one."""
    wanted = members_visible_to(viewer, Permission.PERSON_WRITE).where(
        Membership.invited_at.is_(None),
        Membership.last_seen_at.is_(None),
        appointed(in_force(on)),
        works_here(on),
    )
    return list_members(wanted)
