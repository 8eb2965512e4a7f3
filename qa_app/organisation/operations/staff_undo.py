"""Undo the latest staff list, as long as nothing was built on it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Appointment, Membership, Person, Place, StaffImport
from qa_app.organisation.operations.membership import lock_council
from qa_app.organisation.queries.staff_imports import list_staff_imports
from qa_app.trail.operations import record

IN_USE = (
    "Somebody or something that this list added is in use by now. End roles and close places "
    "by hand instead."
)


def undo_staff(taken_in: StaffImport, by: Viewer, at: datetime) -> None:
    """Everything as it was before, or nothing."""
    lock_council(by.council_id)
    if reasons := why_not_undo(taken_in, by):
        raise DomainError(*reasons)
    try:
        with db.session.begin_nested():
            put_back(taken_in.done)
    except IntegrityError:
        raise DomainError(IN_USE) from None
    taken_in.undone_at = at
    record("staff-list:undone", by, taken_in, at=at)


def why_not_undo(taken_in: StaffImport, by: Viewer) -> list[str]:
    if taken_in.undone_at:
        return ["This import was undone before"]
    latest = next((one for one in list_staff_imports(by) if not one.undone_at), None)
    if latest is not taken_in:
        return ["Only the latest import can be undone"]
    done = taken_in.done
    versions = {int(one): version for one, version in done["members"].items()}
    versions |= {int(one): kept["version"] for one, kept in done["changed"].items()}
    there = list(db.session.scalars(select(Membership).where(Membership.id.in_(versions))))
    touched = [one for one in there if one.version != versions[one.id]]
    if len(there) < len(versions) or touched:
        return ["Somebody in this list has been changed since, so it cannot be undone"]
    begun = [str(one.id) for one in there if one.invited_at or one.last_seen_at]
    if set(begun) & set(done["members"]):
        return ["Somebody whom this list added has been invited since, so it cannot be undone"]
    added = [one.person_id for one in there if str(one.id) in done["members"]]
    return [IN_USE] if hold_more(added, done["appointments"], taken_in.council_id) else []


def hold_more(person_ids: list[int], appointments: list[int], council_id: int) -> bool:
    """Has anybody been appointed by hand since?"""
    by_hand = select(func.count(Appointment.id)).where(
        Appointment.person_id.in_(person_ids),
        Appointment.council_id == council_id,
        Appointment.id.not_in(appointments),
    )
    return bool(db.session.scalar(by_hand))


def put_back(done: dict[str, Any]) -> None:
    db.session.execute(delete(Appointment).where(Appointment.id.in_(done["appointments"])))
    for appointment_id, ends_on in done["ended"]:
        appointment = db.session.get_one(Appointment, appointment_id)
        appointment.ends_on = date.fromisoformat(ends_on) if ends_on else None
    for member_id, kept in done["changed"].items():
        restore(db.session.get_one(Membership, int(member_id)), kept["before"])
    added = [int(one) for one in done["members"]]
    people = list(db.session.scalars(select(Membership.person_id).where(Membership.id.in_(added))))
    for member in db.session.scalars(select(Membership).where(Membership.id.in_(added))):
        member.line_manager_id = None
    db.session.flush()
    db.session.expire_all()
    db.session.execute(delete(Membership).where(Membership.id.in_(added)))
    forget_people(people)
    for place_id in reversed(done["places"]):
        db.session.execute(delete(Place).where(Place.id == place_id))


def restore(member: Membership, before: dict[str, Any]) -> None:
    for name, value in before.items():
        if name == "leaves_on":
            value = date.fromisoformat(value) if value else None
        setattr(member, name, value)


def forget_people(person_ids: list[int]) -> None:
    """Whoever no council knows any more; another may have known them all along."""
    known = select(Membership.person_id).where(Membership.person_id.in_(person_ids))
    held = select(func.count(Appointment.id)).where(Appointment.person_id == Person.id)
    db.session.execute(
        delete(Person).where(
            Person.id.in_(person_ids), Person.id.not_in(known), held.scalar_subquery() == 0
        )
    )
