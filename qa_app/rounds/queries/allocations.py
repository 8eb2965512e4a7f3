"""Who reads which record, as far as the viewer may see it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.queries import where_permitted, within
from qa_app.access.rules import Permission, Reach, Role, Viewer, reaches
from qa_app.audit_templates.models import TemplateVersion
from qa_app.children.queries.restricted import names_restricted
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Person, Place
from qa_app.rounds.models import Allocation, Round, RoundReader
from qa_app.rounds.rules import OPEN, State


@dataclass(frozen=True)
class Sought:
    """Which allocations a list is to show, of one month or of all. Withdrawn ones are there only when asked for."""

    month: date | None = None
    round_id: int | None = None
    state: State | None = None
    states: Sequence[State] = ()
    with_withdrawn: bool = False
    late_at: datetime | None = None
    # As the figures of completion count: what was handed in once is done, whatever came after.
    as_counted: bool = False
    # At or below a place as it was when the record was allocated, which is how figures count.
    place_then: str = ""
    # By their public ids, and the code of a template.
    of_round: str = ""
    of_auditor: str = ""
    of_template: str = ""


# Made once, for every list asks it.
_RESTRICTED = names_restricted(Allocation.child_id)


def visible_to(viewer: Viewer, permission: Permission) -> Select[Allocation]:
    return (
        select(Allocation)
        .join(Allocation.place)
        .where(
            Allocation.council_id == viewer.council_id,
            is_reached_by(viewer, permission),
            not_hidden_from(viewer),
        )
        .options(
            contains_eager(Allocation.place),
            joinedload(Allocation.child),
            joinedload(Allocation.practitioner_here),
        )
    )


def is_reached_by(viewer: Viewer, permission: Permission) -> ColumnElement[bool]:
    """In the viewer's places; and allocated to them, or of a round named for them, where that is its reach."""
    reach = [where_permitted(Place.path, viewer, permission)]
    if Reach.ALLOCATED in reaches(viewer, permission):
        reach.append(Allocation.auditor_id == viewer.person_id)
    if Reach.NAMED in reaches(viewer, permission):
        reach.append(Allocation.round_id.in_(select(RoundReader.round_id).where(named_for(viewer))))
    return or_(*reach)


def named_for(viewer: Viewer) -> ColumnElement[bool]:
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
    """A restricted child's record is there for those cleared where it is, and for whoever is reading it.

    The work of a practitioner is there for those who manage them, for whoever runs such rounds, and for
    whoever looks at it.
    """
    # The first that holds is enough, and looking for the child costs the most.
    cleared = or_(
        where_permitted(Place.path, viewer, Permission.CHILD_RESTRICTED),
        Allocation.auditor_id == viewer.person_id,
        ~_RESTRICTED,
    )
    knows_of_it = (Permission.OWN_WORK_READ, Permission.OWN_WORK_RUN)
    return and_(cleared, is_open_to(viewer, *knows_of_it))


def is_open_to(viewer: Viewer, *permissions: Permission) -> ColumnElement[bool]:
    """A child's record always; the work of a practitioner to its auditor and to holders of one of these.

    Nobody is a holder where it is their own work, whatever they manage.
    """
    permitted = [where_permitted(Place.path, viewer, one) for one in permissions]
    return or_(
        ~is_own_work(),
        Allocation.auditor_id == viewer.person_id,
        and_(Allocation.practitioner_id != viewer.person_id, or_(false(), *permitted)),
    )


def is_own_work() -> ColumnElement[bool]:
    """Whether a practitioner is looked at, and no child's record is."""
    return Allocation.practitioner_id.is_not(None)


def find_allocation(public_id: str, viewer: Viewer, permission: Permission) -> Allocation:
    return db.session.scalars(
        visible_to(viewer, permission).where(Allocation.public_id == public_id)
    ).one()


def find_given(public_id: str, viewer: Viewer) -> Allocation:
    """For whoever sees rounds where it is, and for the auditor whom it was given to."""
    for permission in (Permission.ROUND_READ, Permission.AUDIT_WRITE):
        wanted = visible_to(viewer, permission).where(Allocation.public_id == public_id)
        if found := db.session.scalars(wanted).one_or_none():
            return found
    raise NoResultFound


def find_to_read(public_id: str, viewer: Viewer) -> Allocation:
    """For whoever reads the record: its auditor, and those who read audits where it is."""
    for permission in (Permission.AUDIT_WRITE, Permission.AUDIT_READ):
        wanted = visible_to(viewer, permission).where(Allocation.public_id == public_id)
        if found := db.session.scalars(wanted).one_or_none():
            return found
    raise NoResultFound


def in_month(viewer: Viewer, asked: Sought) -> Select[Allocation]:
    """Those of the month that is asked for; of every month where none is."""
    wanted = visible_to(viewer, Permission.ROUND_READ).join(Allocation.round)
    if asked.month:
        wanted = wanted.where(Round.month == asked.month)
    if asked.round_id:
        wanted = wanted.where(Allocation.round_id == asked.round_id)
    elif not asked.of_round:
        # The work of practitioners stands on the page of its own round, and in no list of records.
        wanted = wanted.where(~is_own_work())
    if asked.states:
        wanted = wanted.where(Allocation.state.in_(asked.states))
    elif asked.state:
        wanted = wanted.where(
            counts_as(asked.state) if asked.as_counted else Allocation.state == asked.state
        )
    elif not asked.with_withdrawn:
        wanted = wanted.where(Allocation.state != State.WITHDRAWN)
    if asked.late_at:
        wanted = wanted.where(is_late_at(asked.late_at))
        if asked.as_counted:
            wanted = wanted.where(Allocation.done_at.is_(None))
    return wanted.where(*_narrower(asked))


def counts_as(state: State) -> ColumnElement[bool]:
    """As insight.rules.completion says it."""
    if state is State.WITHDRAWN:
        return Allocation.state == state
    if state is State.DONE:
        return and_(Allocation.state != State.WITHDRAWN, Allocation.done_at.is_not(None))
    return and_(Allocation.state == state, Allocation.done_at.is_(None))


def is_late_at(at: datetime) -> ColumnElement[bool]:
    """As rules.states.is_late says it."""
    return and_(
        Allocation.state.in_(OPEN),
        case(
            (Allocation.due_at.is_not(None), Allocation.due_at < at),
            else_=Allocation.due_on < london_day(at),
        ),
    )


def first_due_first() -> tuple[Any, ...]:
    """Of a day, what is due at an hour before what is due at its end."""
    return (Allocation.due_on, Allocation.due_at.is_(None), Allocation.due_at)


def _narrower(asked: Sought) -> list[ColumnElement[bool]]:
    """As one line of the figures counts them."""
    conditions: list[ColumnElement[bool]] = []
    if asked.place_then:
        conditions.append(within(Allocation.place_then, asked.place_then))
    if asked.of_round:
        conditions.append(Round.public_id == asked.of_round)
    if asked.of_auditor:
        conditions.append(Allocation.auditor.has(Person.public_id == asked.of_auditor))
    if asked.of_template:
        of_template = TemplateVersion.code == asked.of_template
        conditions.append(Round.template_version.has(of_template))
    return conditions


def count(wanted: Select[Allocation]) -> int:
    return db.session.scalars(select(func.count()).select_from(wanted.subquery())).one()


def list_in_month(
    viewer: Viewer, asked: Sought, limit: int | None = None, offset: int = 0
) -> list[Allocation]:
    wanted = (
        in_month(viewer, asked)
        .options(joinedload(Allocation.auditor_here))
        .order_by(*first_due_first(), Allocation.reference, Allocation.id)
        .limit(limit)
        .offset(offset)
    )
    return list(db.session.scalars(wanted))


def children_in(allocations: Collection[Allocation]) -> list[str]:
    """Whose references a list of audits shows, for the trail."""
    return [one.child.public_id for one in allocations if one.child]
