"""People as the viewer's council holds them, as far as the viewer may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qa_app.access.queries import where_permitted, within
from qa_app.access.rules import Duty, Permission, Reach, Role, Viewer, places_where, reaches
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.organisation.rules.people import State, all_within

SORTS = ("name", "last-seen", "added")


@dataclass(frozen=True)
class Sought:
    """Which people a list is to show."""

    words: str = ""
    place: Place | None = None
    holds: Role | Duty | None = None
    state: State | None = None
    unused_days: int | None = None


def members_visible_to(viewer: Viewer, permission: Permission) -> Select[Membership]:
    """Whoever is or was appointed where the viewer holds this permission; themselves if it is their own."""
    seen = appointed(where_permitted(Place.path, viewer, permission))
    if Reach.OWN in reaches(viewer, permission):
        seen = or_(seen, Membership.person_id == viewer.person_id)
    return (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(Membership.council_id == viewer.council_id, seen)
    )


def appointed(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Is there an appointment of the member like this?"""
    return (
        select(Appointment.id)
        .join(Appointment.place)
        .where(
            Appointment.person_id == Membership.person_id,
            Appointment.council_id == Membership.council_id,
            *conditions,
        )
        .correlate(Membership)
        .exists()
    )


def with_appointments(wanted: Select[Membership]) -> Select[Membership]:
    """Two more queries, however many people there are."""
    there = selectinload(Membership.appointments).joinedload(Appointment.place)
    return wanted.options(there)


def find_member(public_id: str, viewer: Viewer, permission: Permission) -> Membership:
    wanted = members_visible_to(viewer, permission).where(Person.public_id == public_id)
    return db.session.scalars(with_appointments(wanted)).one()


def find_member_to_change(public_id: str, viewer: Viewer, on: date) -> Membership:
    """Somebody all of whose present roles the viewer may change; for others it is as if they were not there."""
    permission = Permission.PERSON_WRITE
    wanted = members_visible_to(viewer, permission).where(Person.public_id == public_id)
    outside = appointed(in_force(on), ~where_permitted(Place.path, viewer, permission))
    return db.session.scalars(with_appointments(wanted.where(~outside))).one()


def may_change(viewer: Viewer, member: Membership, on: date) -> bool:
    """The same question, of somebody who is on the page already."""
    paths = [one.place.path for one in held_on(member, on)]
    wider = places_where(viewer, Permission.PERSON_WRITE)
    return bool(wider) and all_within(paths, wider)


def held_on(member: Membership, on: date) -> list[Appointment]:
    return [
        one
        for one in member.appointments
        if one.starts_on <= on and (one.ends_on is None or one.ends_on >= on)
    ]


def member_of(person_id: int, council_id: int) -> Membership | None:
    return db.session.scalars(
        select(Membership)
        .options(joinedload(Membership.person))
        .where(Membership.person_id == person_id, Membership.council_id == council_id)
    ).one_or_none()


def member_with_email(email: str, council_id: int) -> Membership | None:
    return db.session.scalars(
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(Person.email == email.strip().lower(), Membership.council_id == council_id)
    ).one_or_none()


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
    return {
        State.WORKING: and_(holds, works_here(on)),
        State.NOT_SEEN: and_(Membership.last_seen_at.is_(None), holds, works_here(on)),
        State.LEAVING: and_(Membership.leaves_on.is_not(None), Membership.disabled_at.is_(None)),
        State.ENDED: ~holds,
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


def list_appointed(place: Place, on: date, *, below: bool = False) -> list[Appointment]:
    """Who holds something at a place that day, by name."""
    where = within(Place.path, place.path) if below else Place.id == place.id
    return list(
        db.session.scalars(
            select(Appointment)
            .join(Appointment.place)
            .join(
                Membership,
                and_(
                    Membership.person_id == Appointment.person_id,
                    Membership.council_id == Appointment.council_id,
                ),
            )
            .options(contains_eager(Appointment.place), joinedload(Appointment.person))
            .where(where, in_force(on))
            .order_by(func.lower(Membership.name), Appointment.id)
        )
    )


def names_of(person_ids: Collection[int | None], council_id: int) -> dict[int, str]:
    """As the council writes them; for many people in one query."""
    asked = {one for one in person_ids if one is not None}
    if not asked:
        return {}
    rows = select(Membership.person_id, Membership.name).where(
        Membership.council_id == council_id, Membership.person_id.in_(asked)
    )
    return {person_id: name for person_id, name in db.session.execute(rows)}


def list_colleagues(member: Membership, on: date, *, also: int | None = None) -> list[Membership]:
    """Who could be their manager or deputy: whoever works in the same service, or for the whole council.

    Whoever is chosen already stays on the list.
    """
    paths = [one.place.path for one in held_on(member, on)]
    councils = {path.split("/")[0] + "/" for path in paths}
    services = {"/".join(path.split("/")[:2]).rstrip("/") + "/" for path in paths} - councils
    near = [within(Place.path, path) for path in services] or [Place.path.is_not(None)]
    works_near = and_(works_here(on), appointed(in_force(on), or_(Place.path.in_(councils), *near)))
    wanted = (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(
            Membership.council_id == member.council_id,
            Membership.id != member.id,
            or_(works_near, Membership.person_id == also),
        )
        .order_by(func.lower(Membership.name), Membership.id)
    )
    return list(db.session.scalars(wanted))


def count_administrators(council: Place, on: date, *, besides: int | None = None) -> int:
    """How many run the council's accounts that day, without this person."""
    wanted = (
        select(func.count(func.distinct(Membership.person_id)))
        .join(
            Appointment,
            and_(
                Appointment.person_id == Membership.person_id,
                Appointment.council_id == Membership.council_id,
            ),
        )
        .where(
            Appointment.place_id == council.id,
            Appointment.role == Role.ADMINISTRATOR,
            Membership.person_id != besides,
            in_force(on),
            works_here(on),
        )
    )
    return db.session.scalar(wanted) or 0


def line_managers(council_id: int) -> dict[int, int | None]:
    """Who reports to whom, for the whole council."""
    rows = select(Membership.person_id, Membership.line_manager_id).where(
        Membership.council_id == council_id
    )
    return {person_id: manager_id for person_id, manager_id in db.session.execute(rows)}


def state_of(member: Membership, on: date) -> State:
    if member.disabled_at:
        return State.DISABLED
    if not held_on(member, on) or (member.leaves_on and member.leaves_on < on):
        return State.ENDED
    if member.leaves_on:
        return State.LEAVING
    return State.WORKING if member.last_seen_at else State.NOT_SEEN
