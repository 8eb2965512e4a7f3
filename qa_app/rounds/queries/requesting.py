"""What is known of a record that somebody asks for by name, and of who is to read it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from qa_app.access.rules import Permission, Viewer
from qa_app.children.models import CaseList, Child, ChildOnList
from qa_app.children.queries.children import latest_visible_to
from qa_app.children.queries.lists import in_force
from qa_app.foundation.database import db
from qa_app.organisation.models import Membership, Person, Place
from qa_app.organisation.rules import Kind
from qa_app.rounds.models import Allocation, DrawnRecord, Round
from qa_app.rounds.queries.auditors import workforce_of
from qa_app.rounds.queries.pools import open_list
from qa_app.rounds.queries.proposals import declined_by, records_of
from qa_app.rounds.rules import OPEN, State
from qa_app.rounds.rules.eligibility import Facts
from qa_app.rounds.rules.independence import Bar, bar
from qa_app.rounds.rules.plans import Auditors
from qa_app.uploads.rules.identifiers import key_of


@dataclass(frozen=True)
class Named:
    """What was asked for, as far as lists know it. `is_seen`: whether the viewer may see the child."""

    reference: str
    child_id: int | None = None
    place: Place | None = None
    practitioners: tuple[int, ...] = ()
    is_seen: bool = False


def named_of(child: Child | None, reference: str, viewer: Viewer) -> Named:
    """By the latest list that named the child."""
    if child is None:
        return Named(reference)
    row = db.session.scalars(
        select(ChildOnList)
        .join(ChildOnList.case_list)
        .options(joinedload(ChildOnList.place))
        .where(ChildOnList.child_id == child.id, CaseList.undone_at.is_(None))
        .order_by(CaseList.as_at.desc(), ChildOnList.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return Named(child.reference, child.id)
    seen = latest_visible_to(viewer, Permission.ROUND_WRITE).where(Child.id == child.id)
    both = (row.practitioner_id, row.second_practitioner_id)
    return Named(
        child.reference,
        child.id,
        row.place,
        tuple(one for one in both if one is not None),
        db.session.scalars(seen).one_or_none() is not None,
    )


def bars_between(
    round_: Round, named: Sequence[Named], places: Sequence[Place], auditor: Person, due_on: date
) -> list[Bar | None] | None:
    """Which rule keeps this person from each record; None where they may not audit until then."""
    first_day = min(due_on, round_.due_on)
    workforce = workforce_of(round_.council_id, first_day, due_on)
    panel = workforce.panel(Auditors(people=(auditor.public_id,)), first_day, due_on)
    if not panel.auditors:
        return None
    rows = [
        DrawnRecord(
            child_id=one.child_id,
            reference=one.reference,
            place_id=place.id,
            practitioner_id=one.practitioners[0] if one.practitioners else None,
        )
        for one, place in zip(named, places, strict=True)
    ]
    records = records_of(rows, panel, round_)
    within = round_.programme.plan.within
    return [
        bar(panel.auditors[0], replace(record, practitioners=one.practitioners), within)
        for record, one in zip(records, named, strict=True)
    ]


def bars_of_all(allocation: Allocation, viewer: Viewer, on: date) -> dict[int, Bar | None]:
    """Everybody who may audit until this record is due, and the rule that keeps each from it."""
    named = named_of(allocation.child, allocation.reference, viewer)
    by_whom = named.practitioners
    if allocation.practitioner_id:
        by_whom = (allocation.practitioner_id,)
    last_day = max(allocation.due_on, on)
    first_day = min(last_day, allocation.round.due_on)
    workforce = workforce_of(allocation.council_id, first_day, last_day)
    everybody = tuple(one.person.public_id for one in workforce.members.values())
    panel = workforce.panel(Auditors(people=everybody), first_day, last_day)
    row = DrawnRecord(
        child_id=allocation.child_id,
        reference=allocation.reference,
        place_id=allocation.place_id,
        practitioner_id=by_whom[0] if by_whom else None,
    )
    (record,) = records_of([row], panel, allocation.round)
    record = replace(record, practitioners=by_whom, declined_by=declined_by(allocation))
    within = allocation.round.programme.plan.within
    return {one.person: bar(one, record, within) for one in panel.auditors}


def is_in_round(round_: Round, child_id: int | None, reference: str) -> bool:
    """Whether this record is given out in the round already."""
    rows = db.session.execute(
        select(Allocation.child_id, Allocation.reference).where(
            Allocation.round_id == round_.id,
            Allocation.state != State.WITHDRAWN,
            or_(Allocation.child_id == child_id, Allocation.child_id.is_(None)),
        )
    )
    key = key_of(reference)
    return any(child_id and child == child_id or key_of(written) == key for child, written in rows)


def audited_elsewhere(round_: Round, named: Named) -> list[Allocation]:
    """Audits of this record in other rounds that are still to be finished."""
    same = Allocation.child_id == named.child_id
    if named.child_id is None:
        same = Allocation.child_id.is_(None)
    wanted = (
        select(Allocation)
        .where(
            Allocation.council_id == round_.council_id,
            Allocation.round_id != round_.id,
            Allocation.state.in_((*OPEN, State.PAUSED)),
            same,
        )
        .options(
            joinedload(Allocation.round).joinedload(Round.programme),
            joinedload(Allocation.auditor_here),
        )
        .order_by(Allocation.due_on, Allocation.id)
    )
    key = key_of(named.reference)
    found = db.session.scalars(wanted)
    return [one for one in found if named.child_id or key_of(one.reference) == key]


def name_here(person_id: int, council_id: int) -> str:
    wanted = select(Membership.name).where(
        Membership.person_id == person_id, Membership.council_id == council_id
    )
    return db.session.scalars(wanted).one_or_none() or "The auditor"


def teams_to_choose(council_id: int, on: date) -> list[Place]:
    """Open teams alone, by name."""
    wanted = select(Place).where(
        Place.council_id == council_id,
        Place.kind == Kind.TEAM,
        or_(Place.closed_on.is_(None), Place.closed_on > on),
    )
    return list(db.session.scalars(wanted.order_by(func.lower(Place.name), Place.path)))


def caseload_of(practitioner_id: int, council_id: int, on: date) -> list[Facts]:
    """The open records of which they are the practitioner."""
    listed = open_list(council_id, on)
    return [
        one
        for one in (listed.facts if listed else ())
        if one.is_open and one.practitioners[:1] == (practitioner_id,)
    ]


def places_by_id(ids: Collection[int]) -> dict[int, Place]:
    return {one.id: one for one in db.session.scalars(select(Place).where(Place.id.in_(ids)))}


def practitioners_with_records(council_id: int) -> list[Membership]:
    """Whoever has an open record on the list in force, by name."""
    with_records = select(ChildOnList.practitioner_id).where(
        ChildOnList.case_list_id == in_force(council_id),
        ChildOnList.is_open,
        ChildOnList.practitioner_id.is_not(None),
    )
    wanted = (
        select(Membership)
        .options(joinedload(Membership.person))
        .where(Membership.council_id == council_id, Membership.person_id.in_(with_records))
        .order_by(func.lower(Membership.name), Membership.id)
    )
    return list(db.session.scalars(wanted))
