"""The events that somebody may see, and how they look for one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer, may_at
from qa_app.foundation.clock import start_of
from qa_app.foundation.database import db
from qa_app.trail.models import Event
from qa_app.trail.rules.words import Kind, names_of

Events = Select[Event]


@dataclass(frozen=True)
class Sought:
    """What the filters ask for; days are whole days in London."""

    person: str = ""
    kind: Kind | None = None
    first_day: date | None = None
    last_day: date | None = None


def visible_to(viewer: Viewer) -> Events:
    """Everything, account events or one's own: of the viewer's council alone."""
    here = select(Event).where(Event.chain == viewer.council_id)
    if may_see_all(viewer):
        return here
    own = Event.by_id == viewer.person_id
    if may_at(viewer, Permission.TRAIL_ACCOUNTS, viewer.council_path):
        return here.where(or_(own, Event.name.in_(names_of(Kind.ACCOUNTS))))
    return here.where(own)


def exports_visible_to(viewer: Viewer) -> Events:
    """Every download of the council, for those who keep the log of them; of others their own alone."""
    exports = (Event.chain == viewer.council_id, Event.name.in_(names_of(Kind.EXPORTS)))
    wanted = select(Event).where(*exports)
    if may_at(viewer, Permission.EXPORT_LOG_READ, viewer.council_path):
        return wanted
    return wanted.where(Event.by_id == viewer.person_id)


def may_see_all(viewer: Viewer) -> bool:
    """An event knows no place below the council, so that the permission must be held for the whole of it."""
    return may_at(viewer, Permission.TRAIL_READ, viewer.council_path)


def done_by(viewer: Viewer) -> Events:
    return visible_to(viewer).where(Event.by_id == viewer.person_id)


def sought(events: Events, asked: Sought) -> Events:
    if asked.person:
        events = events.where(_is_by(asked.person))
    if asked.kind:
        events = events.where(Event.name.in_(names_of(asked.kind)))
    if asked.first_day:
        events = events.where(Event.at >= start_of(asked.first_day))
    if asked.last_day:
        events = events.where(Event.at < start_of(asked.last_day + timedelta(days=1)))
    return events


def between(events: Events, first: datetime, last: datetime) -> Events:
    return events.where(Event.at >= first, Event.at <= last)


def count(events: Events) -> int:
    return db.session.scalars(select(func.count()).select_from(events.subquery())).one()


def list_events(events: Events, limit: int, offset: int = 0) -> Sequence[Event]:
    """The newest first, each with who did it."""
    ordered = events.order_by(Event.number.desc()).limit(limit).offset(offset)
    return db.session.scalars(ordered.options(joinedload(Event.by), joinedload(Event.member))).all()


def about_child(viewer: Viewer, ids: Collection[str]) -> Events:
    """Every event about a child's record, and every list that showed it; under any of its ids."""
    in_a_list = [Event.shown.contains(f'"{one}"', autoescape=True) for one in ids]
    return visible_to(viewer).where(or_(Event.child.in_(ids), *in_a_list))


def _is_by(words: str) -> ColumnElement[bool]:
    person, member = (one.property.mapper.class_ for one in (Event.by, Event.member))
    # SQLite lowers no letter outside English: as it was typed, such a letter is found too.
    named = or_(
        func.lower(member.name).contains(words.lower(), autoescape=True),
        member.name.contains(words, autoescape=True),
    )
    return or_(Event.member.has(named), Event.by.has(person.email == words.lower()))
