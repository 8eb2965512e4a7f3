"""Appoint people and end appointments."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from qa_app.access.rules import Duty, Role, Viewer
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError, Reason
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.operations.membership import join_council, lock_council
from qa_app.organisation.queries.colleagues import count_administrators
from qa_app.organisation.rules.appointments import (
    LAST_ADMINISTRATOR,
    OWN_ROLES,
    ends_too_early,
    overlap,
    why_not_these_dates,
    why_not_together,
)
from qa_app.trail.operations import record

DAY = timedelta(days=1)


def appoint(
    person: Person,
    holds: Role | Duty,
    place: Place,
    starts_on: date,
    by: Viewer | None,
    at: datetime,
    *,
    ends_on: date | None = None,
) -> Appointment:
    if by and by.person_id == person.id:
        raise DomainError(OWN_ROLES)
    if reasons := why_not_appoint(person, holds, place, (starts_on, ends_on)):
        raise DomainError(*reasons)
    join_council(person, place, at)
    appointment = new_appointment(person, holds, place, starts_on, ends_on)
    record_appointment("person:appointed", appointment, by, at)
    return appointment


def why_not_appoint(
    person: Person, holds: Role | Duty, place: Place, term: tuple[date, date | None]
) -> list[str]:
    if place.closed_on:
        return [Reason(f"{place.name} is closed. Choose a place that is open.", "place")]
    if reasons := why_not_these_dates(holds, *term):
        return reasons
    others = [
        one
        for one in appointments_at(person, place.council_id)
        if overlap((one.starts_on, one.ends_on), term)
    ]
    if any(one.place_id == place.id and one.holds is holds for one in others):
        return [Reason(f"They are appointed as {holds.lower()} at {place.name} already", "holds")]
    return why_not_together(holds, {one.holds for one in others})


def end_appointment(
    appointment: Appointment, last_day: date, by: Viewer | None, at: datetime
) -> None:
    """End with this day; a day before the first ends it as if it had never begun."""
    if by and by.person_id == appointment.person_id:
        raise DomainError(OWN_ROLES)
    end_on(appointment, last_day, by, at)


def end_on(appointment: Appointment, last_day: date, by: Viewer | None, at: datetime) -> None:
    """Whoever ends it; a review that others have decided may end even the signer's own."""
    if ends_too_early(appointment.starts_on, last_day):
        early = "The last day must be the same as or after the first day"
        raise DomainError(Reason(early, "ends_on"))
    if last_day >= appointment.starts_on and (
        reasons := why_not_these_dates(appointment.holds, appointment.starts_on, last_day)
    ):
        raise DomainError(*reasons)
    keep_an_administrator(appointment, last_day)
    appointment.ends_on = last_day
    record_appointment("person:appointment-ended", appointment, by, at)


def keep_an_administrator(appointment: Appointment, last_day: date) -> None:
    """Refuse to end what only this person holds: nobody could then appoint another."""
    council = lock_council(appointment.council_id)
    if appointment.role is not Role.ADMINISTRATOR or appointment.place_id != council.id:
        return
    if not count_administrators(council, last_day + DAY, besides=appointment.person_id):
        raise DomainError(LAST_ADMINISTRATOR)


def keep_another_administrator(member: Membership, from_day: date) -> None:
    """The same before an account is shut from a day."""
    council = lock_council(member.council_id)
    runs_accounts = any(
        one.role is Role.ADMINISTRATOR and one.place_id == council.id
        for one in appointments_at(member.person, council.id)
    )
    if runs_accounts and not count_administrators(council, from_day, besides=member.person_id):
        raise DomainError(LAST_ADMINISTRATOR)


def move_appointment(
    appointment: Appointment, to: Place, on: date, by: Viewer, at: datetime
) -> Appointment:
    """The same role at another place from this day; what was held before stays as it was."""
    if by.person_id == appointment.person_id:
        raise DomainError(OWN_ROLES)
    starts_on = max(on, appointment.starts_on)
    ends_on = appointment.ends_on
    appointment.ends_on = starts_on - DAY
    moved = new_appointment(appointment.person, appointment.holds, to, starts_on, ends_on)
    record_appointment("person:appointment-moved", moved, by, at)
    return moved


def appointments_at(person: Person, council_id: int | None) -> list[Appointment]:
    """All that a person holds, held or will hold in a council."""
    wanted = select(Appointment).where(
        Appointment.person_id == person.id, Appointment.council_id == council_id
    )
    return list(db.session.scalars(wanted.order_by(Appointment.starts_on)))


def new_appointment(
    person: Person, holds: Role | Duty, place: Place, starts_on: date, ends_on: date | None
) -> Appointment:
    appointment = Appointment(
        council_id=place.council_id,
        person=person,
        place=place,
        role=holds if isinstance(holds, Role) else None,
        duty=holds if isinstance(holds, Duty) else None,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    db.session.add(appointment)
    db.session.flush()
    return appointment


def record_appointment(
    name: str, appointment: Appointment, by: Viewer | None, at: datetime
) -> None:
    ends_on = appointment.ends_on
    record(
        name,
        by,
        appointment.person,
        council_id=appointment.council_id,
        at=at,
        holds=appointment.holds.name,
        place=appointment.place.public_id,
        starts_on=appointment.starts_on.isoformat(),
        ends_on=ends_on.isoformat() if ends_on else None,
    )
