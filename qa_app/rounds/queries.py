"""Rounds and allocations, as far as the viewer may see them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import GRANTS, Duty, Permission, Reach, Role, Viewer, reaches
from qa_app.children.models import Child
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.queries import hand_over
from qa_app.organisation.queries.people import appointed
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.rounds.models import Allocation, Round, RoundReader
from qa_app.rounds.rules import CAN_BE_TAKEN_BACK_FOR, OPEN, State
from qa_app.trail.models import Event


@dataclass(frozen=True)
class Sought:
    """Which of a month's allocations a list is to show. Withdrawn ones are there only when asked for."""

    month: date
    state: State | None = None
    late_on: date | None = None
    # The path of a place as it was when the record was allocated, which is how figures count.
    place_then: str = ""


def visible_to(viewer: Viewer, permission: Permission) -> Select[Allocation]:
    return (
        select(Allocation)
        .join(Allocation.place)
        .where(
            Allocation.council_id == viewer.council_id,
            is_reached_by(viewer, permission),
            not_hidden_from(viewer),
        )
        .options(contains_eager(Allocation.place), joinedload(Allocation.child))
    )


def is_reached_by(viewer: Viewer, permission: Permission) -> ColumnElement[bool]:
    """In the viewer's places; and allocated to them, or of a round named for them, where that is its reach."""
    reach = [where_permitted(Place.path, viewer, permission)]
    if Reach.ALLOCATED in reaches(viewer, permission):
        reach.append(Allocation.auditor_id == viewer.person_id)
    if Reach.NAMED in reaches(viewer, permission):
        reach.append(Allocation.round_id.in_(select(RoundReader.round_id).where(_named(viewer))))
    return or_(*reach)


def _named(viewer: Viewer) -> ColumnElement[bool]:
    """Under their latest appointment: what was named for an earlier visit does not open again."""
    latest = (
        select(func.max(Appointment.id))
        .where(
            Appointment.person_id == viewer.person_id,
            Appointment.council_id == viewer.council_id,
            Appointment.role == Role.INSPECTOR,
        )
        .scalar_subquery()
    )
    return RoundReader.appointment_id == latest


def not_hidden_from(viewer: Viewer) -> ColumnElement[bool]:
    """A restricted child's record is there for those cleared where it is, and for whoever is reading it."""
    kept = aliased(Child)  # a merged reference is as restricted as the one it became
    restricted = (
        select(Child.id)
        .outerjoin(kept, Child.merged_into_id == kept.id)
        .where(Child.id == Allocation.child_id, or_(Child.restricted, kept.restricted))
    )
    return or_(
        ~restricted.exists(),
        where_permitted(Place.path, viewer, Permission.CHILD_RESTRICTED),
        Allocation.auditor_id == viewer.person_id,
    )


def find_allocation(public_id: str, viewer: Viewer, permission: Permission) -> Allocation:
    return db.session.scalars(
        visible_to(viewer, permission).where(Allocation.public_id == public_id)
    ).one()


def list_mine(viewer: Viewer) -> list[Allocation]:
    """What the viewer has to read, the first due first; then what they have read."""
    mine = (
        visible_to(viewer, Permission.AUDIT_WRITE)
        .where(Allocation.auditor_id == viewer.person_id, Allocation.state != State.WITHDRAWN)
        .options(
            joinedload(Allocation.round).joinedload(Round.programme),
            joinedload(Allocation.round).joinedload(Round.template_version),
        )
        .order_by(Allocation.state.not_in(OPEN), Allocation.due_on, Allocation.id)
    )
    return list(db.session.scalars(mine))


def in_month(viewer: Viewer, asked: Sought) -> Select[Allocation]:
    wanted = (
        visible_to(viewer, Permission.ROUND_READ)
        .join(Allocation.round)
        .where(Round.month == asked.month)
    )
    if asked.state:
        wanted = wanted.where(Allocation.state == asked.state)
    else:
        wanted = wanted.where(Allocation.state != State.WITHDRAWN)
    if asked.late_on:
        wanted = wanted.where(Allocation.state.in_(OPEN), Allocation.due_on < asked.late_on)
    if asked.place_then:
        wanted = wanted.where(Allocation.place_then == asked.place_then)
    return wanted


def places_then_in(viewer: Viewer, month: date) -> set[str]:
    """Where the records of a month were when they were allocated, of those that the viewer may see."""
    wanted = in_month(viewer, Sought(month)).with_only_columns(Allocation.place_then)
    return set(db.session.scalars(wanted.distinct()))


def count(wanted: Select[Allocation]) -> int:
    return db.session.scalars(select(func.count()).select_from(wanted.subquery())).one()


def list_in_month(
    viewer: Viewer, asked: Sought, limit: int | None = None, offset: int = 0
) -> list[Allocation]:
    wanted = (
        in_month(viewer, asked)
        .options(joinedload(Allocation.auditor_here))
        .order_by(Allocation.due_on, Allocation.reference, Allocation.id)
        .limit(limit)
        .offset(offset)
    )
    return list(db.session.scalars(wanted))


def list_named_for(viewer: Viewer) -> list[Round]:
    """The rounds that an inspector or adviser may read, the newest first."""
    named = (
        select(Round)
        .join(RoundReader)
        .options(joinedload(Round.template_version))
        .where(Round.council_id == viewer.council_id, _named(viewer))
        .order_by(Round.month.desc(), Round.id)
    )
    return list(db.session.scalars(named))


def list_rounds(viewer: Viewer, limit: int) -> list[Round]:
    """The latest rounds that the viewer may name for somebody."""
    wanted = (
        select(Round)
        .join(Place, Round.council_id == Place.id)
        .options(joinedload(Round.programme))
        .where(where_permitted(Place.path, viewer, Permission.ROUND_NAME))
        .order_by(Round.month.desc(), Round.id)
    )
    return list(db.session.scalars(wanted.limit(limit)))


def readers_visible_to(viewer: Viewer) -> Select[RoundReader]:
    return (
        select(RoundReader)
        .join(Place, RoundReader.council_id == Place.id)
        .join(RoundReader.round)
        .join(RoundReader.appointment)
        .options(
            contains_eager(RoundReader.round).joinedload(Round.programme),
            contains_eager(RoundReader.appointment).joinedload(Appointment.person),
        )
        .where(where_permitted(Place.path, viewer, Permission.ROUND_NAME))
    )


def list_readers(viewer: Viewer, on: date) -> list[RoundReader]:
    """Who may read which round, as long as they are here; the newest round first."""
    wanted = readers_visible_to(viewer).where(Appointment.ends_on >= on)
    return list(db.session.scalars(wanted.order_by(Round.month.desc(), RoundReader.id)))


def find_reader(public_id: str, viewer: Viewer) -> RoundReader:
    return db.session.scalars(
        readers_visible_to(viewer).where(RoundReader.public_id == public_id)
    ).one()


def list_inspectors(viewer: Viewer, on: date) -> list[tuple[Appointment, str]]:
    """Inspectors and advisers who are here or will be, each under their latest appointment, by name."""
    latest = select(func.max(Appointment.id)).where(Appointment.role == Role.INSPECTOR)
    wanted = (
        select(Appointment, Membership.name)
        .join(Membership, Membership.person_id == Appointment.person_id)
        .where(
            Appointment.id.in_(latest.group_by(Appointment.person_id, Appointment.council_id)),
            Appointment.council_id == viewer.council_id,
            Membership.council_id == viewer.council_id,
            Appointment.ends_on >= on,
            works_here(on),
        )
        .order_by(func.lower(Membership.name), Appointment.id)
    )
    return [(appointment, name) for appointment, name in db.session.execute(wanted)]


def list_open_of(person: Person, viewer: Viewer) -> list[Allocation]:
    """What somebody still has to read, as far as the viewer may give it to another."""
    still_open = (
        visible_to(viewer, Permission.ROUND_WRITE)
        .where(Allocation.auditor_id == person.id, Allocation.state.in_(OPEN))
        .options(joinedload(Allocation.round).joinedload(Round.programme))
        .order_by(Allocation.due_on, Allocation.id)
    )
    return list(db.session.scalars(still_open))


@dataclass(frozen=True)
class Given:
    """What the viewer gave away at one moment, and nobody has begun on since."""

    at: datetime
    to: str
    allocations: list[Allocation]


def last_given(person: Person, viewer: Viewer, at: datetime) -> Given | None:
    """The latest that the viewer took from somebody, while it can be taken back."""
    acts = select(Event).where(
        Event.chain == viewer.council_id,
        Event.name == "audit:given",
        Event.by_id == viewer.person_id,
        Event.at > at - CAN_BE_TAKEN_BACK_FOR,
    )
    newest_first = db.session.scalars(acts.order_by(Event.number.desc()))
    theirs = [act for act in newest_first if act.facts["before"] == person.id]
    latest = [act for act in theirs if act.at == theirs[0].at]
    if not latest:
        return None
    unbegun = or_(Allocation.started_at.is_(None), Allocation.started_at <= latest[0].at)
    still_there = (
        visible_to(viewer, Permission.ROUND_WRITE)
        .where(
            Allocation.public_id.in_([act.about_id for act in latest]),
            Allocation.auditor_id == latest[0].facts["after"],
            Allocation.state.in_(OPEN),
            unbegun,
        )
        .options(joinedload(Allocation.auditor_here))
        .order_by(Allocation.due_on, Allocation.id)
    )
    found = list(db.session.scalars(still_there))
    return Given(latest[0].at, found[0].auditor_name, found) if found else None


def list_auditors(viewer: Viewer, on: date, *, besides: Person) -> list[Membership]:
    """Whoever may be given a record to read, by name."""
    may_audit = [one for one, grants in GRANTS.items() if Permission.AUDIT_WRITE in grants]
    roles = [one for one in may_audit if isinstance(one, Role)]
    duties = [one for one in may_audit if isinstance(one, Duty)]
    holds = or_(Appointment.role.in_(roles), Appointment.duty.in_(duties))
    wanted = (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(
            Membership.council_id == viewer.council_id,
            Membership.person_id != besides.id,
            works_here(on),
            appointed(in_force(on), holds),
        )
        .order_by(func.lower(Membership.name), Membership.id)
    )
    return list(db.session.scalars(wanted))


def count_open(viewer: Viewer, person_ids: Collection[int]) -> Mapping[int, int]:
    """How many records each of these people still has to read, of those that are not hidden from the viewer."""
    counted = (
        select(Allocation.auditor_id, func.count())
        .join(Allocation.place)
        .where(
            Allocation.council_id == viewer.council_id,
            not_hidden_from(viewer),
            Allocation.auditor_id.in_(person_ids),
            Allocation.state.in_(OPEN),
        )
        .group_by(Allocation.auditor_id)
    )
    return {person_id: number for person_id, number in db.session.execute(counted)}


def children_in(allocations: Collection[Allocation]) -> list[str]:
    """Whose references a list of audits shows, for the trail."""
    return [one.child.public_id for one in allocations if one.child]


hand_over.register(
    hand_over.OpenWork("record to audit", "records to audit", count_open, "rounds.open_work")
)
