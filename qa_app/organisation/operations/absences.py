"""Note who is away and who stands in."""

from datetime import date, datetime

from qa_app.access.rules import Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.organisation.models import Absence, Membership, Person
from qa_app.organisation.rules.absences import why_not_absent
from qa_app.trail.operations import record


def record_absence(
    member: Membership,
    first_day: date,
    last_day: date | None,
    deputy: Person | None,
    by: Viewer,
    at: datetime,
) -> Absence:
    check(member, first_day, last_day, deputy)
    absence = Absence(
        council_id=member.council_id,
        person_id=member.person_id,
        deputy_id=deputy.id if deputy else None,
        first_day=first_day,
        last_day=last_day,
    )
    db.session.add(absence)
    db.session.flush()
    tell("person:absence-recorded", member, absence, by, at)
    return absence


def change_absence(
    absence: Absence,
    member: Membership,
    first_day: date,
    last_day: date | None,
    deputy: Person | None,
    by: Viewer,
    at: datetime,
) -> None:
    check(member, first_day, last_day, deputy)
    absence.first_day, absence.last_day, absence.deputy = first_day, last_day, deputy
    tell("person:absence-changed", member, absence, by, at)


def remove_absence(absence: Absence, member: Membership, by: Viewer, at: datetime) -> None:
    """It was noted by mistake; the trail keeps that it was."""
    tell("person:absence-removed", member, absence, by, at)
    db.session.delete(absence)


def check(
    member: Membership, first_day: date, last_day: date | None, deputy: Person | None
) -> None:
    deputy_id = deputy.id if deputy else None
    if reasons := why_not_absent(first_day, last_day, person=member.person_id, deputy=deputy_id):
        raise DomainError(*reasons)


def tell(name: str, member: Membership, absence: Absence, by: Viewer, at: datetime) -> None:
    last_day = absence.last_day
    record(
        name,
        by,
        member.person,
        council_id=member.council_id,
        at=at,
        starts_on=absence.first_day.isoformat(),
        ends_on=last_day.isoformat() if last_day else None,
    )
