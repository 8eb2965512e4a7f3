"""What a council writes down about people, and whether their accounts work."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update

from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Absence, Appointment, Membership, Person, PractitionerAlias
from qa_app.organisation.operations.appointments import keep_another_administrator
from qa_app.organisation.queries.colleagues import line_managers
from qa_app.organisation.queries.people import member_with_email
from qa_app.organisation.queries.settings import setting
from qa_app.organisation.rules.absences import manager_would_loop
from qa_app.organisation.rules.appointments import OWN_ROLES
from qa_app.organisation.rules.people import Details, why_not_these_details
from qa_app.trail.operations import record

DAY = timedelta(days=1)
ALREADY_LISTED = "Somebody with this email address is on your list of people already"


def add_person(name: str, email: str, by: Viewer | None, at: datetime) -> Person:
    """The person that this address belongs to; made when nobody has it yet."""
    email = email.strip().lower()
    if there := db.session.scalars(select(Person).where(Person.email == email)).one_or_none():
        return there
    person = Person(name=name, email=email)
    db.session.add(person)
    db.session.flush()
    if by is None:
        record("person:added", by, person, at=at)
    return person


def edit_member(member: Membership, details: Details, by: Viewer, at: datetime) -> None:
    """Everything but the address and the roles."""
    if reasons := why_not_these_details(details, []):
        raise DomainError(*reasons)
    check_line_manager(member, details.line_manager_id)
    member.name, member.job_title = details.name, details.job_title
    member.hours, member.line_manager_id = details.hours, details.line_manager_id
    if not is_known_elsewhere(member):
        member.person.name = details.name
    record("person:edited", by, member.person, at=at)


def check_line_manager(member: Membership, manager_id: int | None) -> None:
    if manager_id is None:
        return
    if manager_would_loop(member.person_id, manager_id, line_managers(member.council_id)):
        loop = "Choose somebody else: their line manager would report to them"
        raise DomainError(Reason(loop, "line_manager"))


def correct_email(member: Membership, email: str, by: Viewer, at: datetime) -> None:
    """Before somebody has signed in. After that an address is theirs, and opens what they see elsewhere."""
    email = email.strip().lower()
    if email == member.person.email:
        return
    if member.last_seen_at:
        theirs = "They have signed in, so they change their email address themselves"
        raise DomainError(Reason(theirs, "email"))
    domains = setting(member.council_id, "email_domains")
    if reasons := why_not_these_details(Details(member.name, email), domains):
        raise DomainError(*reasons)
    if member_with_email(email, member.council_id):
        raise DomainError(Reason(ALREADY_LISTED, "email"))
    other = db.session.scalars(select(Person).where(Person.email == email)).one_or_none()
    if other is None and not is_known_elsewhere(member):
        member.person.email = email
    else:
        hand_to(member, other or add_person(member.name, email, by, at))
    record("person:email-corrected", by, member.person, at=at)


def hand_to(member: Membership, person: Person) -> None:
    """The address was another person's: what this council holds goes to that one."""
    before, council_id = member.person_id, member.council_id
    for column in (
        Appointment.person_id,
        Absence.person_id,
        Absence.deputy_id,
        PractitionerAlias.person_id,
        Membership.line_manager_id,
    ):
        table = column.class_
        mine = update(table).where(column == before, table.council_id == council_id)
        db.session.execute(mine.values({column: person.id}))
    member.person = person
    db.session.flush()
    db.session.expire_all()


def is_known_elsewhere(member: Membership) -> bool:
    elsewhere = select(func.count()).where(
        Membership.person_id == member.person_id, Membership.council_id != member.council_id
    )
    return bool(db.session.scalar(elsewhere))


def disable(member: Membership, by: Viewer, at: datetime) -> None:
    """Shut the account at this council; it holds from their next click."""
    if by.person_id == member.person_id:
        raise DomainError("You cannot disable your own account. Ask another administrator.")
    if member.disabled_at:
        raise DomainError(f"{member.name} is disabled already")
    keep_another_administrator(member, london_day(at))
    member.disabled_at = at
    record("person:disabled", by, member.person, at=at)


def enable(member: Membership, by: Viewer, at: datetime) -> None:
    if by.person_id == member.person_id:
        raise DomainError(OWN_ROLES)
    if not member.disabled_at:
        raise DomainError(f"{member.name} is not disabled")
    member.disabled_at = None
    record("person:enabled", by, member.person, at=at)


def set_leaving(member: Membership, last_day: date | None, by: Viewer, at: datetime) -> None:
    """Their last day at the council, after which nothing opens to them; none when they stay."""
    if by.person_id == member.person_id:
        raise DomainError("Ask another administrator to set your leaving date")
    if last_day:
        keep_another_administrator(member, last_day + DAY)
    member.leaves_on = last_day
    name = "person:leaving" if last_day else "person:staying"
    on = last_day.isoformat() if last_day else None
    record(name, by, member.person, at=at, on=on)


def note_seen(person_id: int, council_id: int, at: datetime) -> None:
    """They used the service at this council. Not an edit of theirs, so the version that forms carry stays."""
    db.session.execute(
        update(Membership)
        .where(Membership.person_id == person_id, Membership.council_id == council_id)
        .values(last_seen_at=at, version=Membership.version)
        .execution_options(synchronize_session=False)
    )
