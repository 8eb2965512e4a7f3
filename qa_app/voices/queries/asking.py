"""Whether it is safe to ask a family, and who can say so."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Reach, Role, Viewer, may, reaches
from qa_app.audits.models import Audit
from qa_app.audits.operations.beginning import row_of
from qa_app.audits.rules import Status
from qa_app.children.models import CaseList, ChildOnList
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.queries import viewer_of
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries import not_hidden_from
from qa_app.rounds.rules import State
from qa_app.voices.models.asking import SafetyCheck
from qa_app.voices.rules.family_letters import Unanswered

CONFIRM = Permission.FAMILY_CONFIRM


def check_of(audit: Audit) -> SafetyCheck | None:
    """As it is now."""
    return db.session.scalars(
        select(SafetyCheck)
        .where(SafetyCheck.audit_id == audit.id)
        .options(joinedload(SafetyCheck.asked_of_here), joinedload(SafetyCheck.answered_by_here))
        .execution_options(populate_existing=True)
    ).one_or_none()


def visible_to(viewer: Viewer) -> Select[SafetyCheck]:
    """What the viewer was asked, and what was asked where they manage."""
    in_places = and_(where_permitted(Place.path, viewer, CONFIRM), not_hidden_from(viewer))
    reach: list[ColumnElement[bool]] = [in_places]
    if Reach.OWN in reaches(viewer, CONFIRM):
        reach.append(and_(SafetyCheck.asked_of_id == viewer.person_id, still_knows()))
    return (
        select(SafetyCheck)
        .join(SafetyCheck.audit)
        .join(Audit.allocation)
        .join(Allocation.place)
        .where(SafetyCheck.council_id == viewer.council_id, or_(*reach))
        .options(
            contains_eager(SafetyCheck.audit)
            .contains_eager(Audit.allocation)
            .options(
                contains_eager(Allocation.place),
                joinedload(Allocation.child),
                joinedload(Allocation.auditor_here),
            ),
            joinedload(SafetyCheck.asked_by_here),
            joinedload(SafetyCheck.asked_of_here),
            joinedload(SafetyCheck.answered_by_here),
        )
    )


def still_knows() -> ColumnElement[bool]:
    """Whoever has handed the child over says nothing more of the family: the list names somebody else."""
    names_another = and_(
        ChildOnList.practitioner_id.is_not(None),
        ChildOnList.practitioner_id != SafetyCheck.asked_of_id,
        func.coalesce(ChildOnList.second_practitioner_id, 0) != SafetyCheck.asked_of_id,
    )
    newest = (
        select(CaseList.id)
        .where(CaseList.council_id == SafetyCheck.council_id, CaseList.undone_at.is_(None))
        .order_by(CaseList.as_at.desc(), CaseList.id.desc())
        .limit(1)
        .correlate(SafetyCheck)
        .scalar_subquery()
    )
    handed_over = select(ChildOnList.id).where(
        ChildOnList.case_list_id == newest,
        ChildOnList.child_id == Allocation.child_id,
        names_another,
    )
    return ~handed_over.correlate(SafetyCheck, Allocation).exists()


def answered_by(viewer: Viewer) -> Select[SafetyCheck]:
    """What they said themselves, of whichever audit."""
    return visible_to(viewer).where(
        SafetyCheck.answered_by_id == viewer.person_id, SafetyCheck.answered_at.is_not(None)
    )


def list_answered(viewer: Viewer, limit: int, offset: int = 0) -> list[SafetyCheck]:
    """Of audits that are open first, then the newest."""
    wanted = answered_by(viewer).order_by(
        is_open().desc(), SafetyCheck.answered_at.desc(), SafetyCheck.id
    )
    return list(db.session.scalars(wanted.limit(limit).offset(offset)))


def count_answered(viewer: Viewer, *, still_open: bool = False) -> int:
    wanted = answered_by(viewer).where(is_open()) if still_open else answered_by(viewer)
    bare = wanted.options().with_only_columns(SafetyCheck.id)
    return db.session.scalar(select(func.count()).select_from(bare.subquery())) or 0


def find_check(public_id: str, viewer: Viewer) -> SafetyCheck:
    return db.session.scalars(visible_to(viewer).where(SafetyCheck.public_id == public_id)).one()


def waiting_for(viewer: Viewer, limit: int | None = None) -> list[SafetyCheck]:
    """What nobody has answered, of audits that are open; their own first, then the oldest."""
    wanted = (
        visible_to(viewer)
        .where(
            SafetyCheck.answered_at.is_(None), is_open(), Allocation.auditor_id != viewer.person_id
        )
        .order_by((SafetyCheck.asked_of_id == viewer.person_id).desc(), SafetyCheck.asked_at)
        .limit(limit)
    )
    return list(db.session.scalars(wanted))


def is_open() -> ColumnElement[bool]:
    return and_(Audit.status == Status.DRAFT, Audit.withdrawn_at.is_(None))


def who_knows(audit: Audit, on: date) -> Person | None:
    """The practitioner of today, or else of the day it was begun, if they can sign in and are not its auditor."""
    row = row_of(audit.allocation)
    named = [row.practitioner_id if row else None, audit.practitioner_then_id]
    for person_id in dict.fromkeys(named):
        if person_id is None or person_id == audit.allocation.auditor_id:
            continue
        person = db.session.get_one(Person, person_id)
        if _may_say(person, audit.council_id, on):
            return person
    return None


def managers_of(audit: Audit, on: date) -> list[Person]:
    """Of the team that works with the child, but its auditor."""
    wanted = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .join(
            Appointment,
            and_(
                Appointment.person_id == Person.id, Appointment.council_id == Membership.council_id
            ),
        )
        .where(
            Membership.council_id == audit.council_id,
            Appointment.place_id == audit.allocation.place_id,
            Appointment.role == Role.TEAM_MANAGER,
            Person.id != audit.allocation.auditor_id,
            works_here(on),
            in_force(on),
        )
        .order_by(func.lower(Membership.name), Person.id)
    )
    return list(dict.fromkeys(db.session.scalars(wanted)))


def _may_say(person: Person, council_id: int, on: date) -> bool:
    found = viewer_of(person, db.session.get_one(Place, council_id), on)
    return found is not None and may(found, CONFIRM)


def list_unanswered(council_id: int) -> list[Unanswered]:
    """For reminders: what nobody has answered, of audits that are open."""
    rows = db.session.execute(
        select(SafetyCheck.asked_of_id, SafetyCheck.asked_at)
        .join(SafetyCheck.audit)
        .join(Audit.allocation)
        .where(
            SafetyCheck.council_id == council_id,
            SafetyCheck.answered_at.is_(None),
            SafetyCheck.asked_of_id.is_not(None),
            Allocation.state != State.WITHDRAWN,
            is_open(),
            still_knows(),
        )
        .order_by(SafetyCheck.id)
    )
    return [Unanswered(asked_of, london_day(at)) for asked_of, at in rows if asked_of]
