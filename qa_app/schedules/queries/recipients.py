"""Who gets a schedule, and who could."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.rules import GRANTS, Reach, Role
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Place
from qa_app.organisation.queries.people import appointed
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.organisation.rules.places import ancestors_of
from qa_app.schedules.models import Recipient, Schedule
from qa_app.schedules.queries.schedules import NEEDED


def list_recipients(schedule: Schedule) -> list[Recipient]:
    """Those who get it, by name; then those who no longer do, the last to go first."""
    wanted = (
        select(Recipient)
        .where(Recipient.schedule_id == schedule.id)
        .outerjoin(
            Membership,
            (Membership.person_id == Recipient.person_id)
            & (Membership.council_id == Recipient.council_id),
        )
        .options(joinedload(Recipient.person_here), joinedload(Recipient.person))
        .order_by(
            Recipient.dropped_at.is_not(None),
            Recipient.dropped_at.desc(),
            func.lower(Membership.name),
            Recipient.id,
        )
    )
    return list(db.session.scalars(wanted))


def list_active(schedule: Schedule) -> list[Recipient]:
    wanted = select(Recipient).where(
        Recipient.schedule_id == schedule.id, Recipient.dropped_at.is_(None)
    )
    return list(
        db.session.scalars(wanted.options(joinedload(Recipient.person)).order_by(Recipient.id))
    )


def find_recipient(schedule: Schedule, public_id: str) -> Recipient:
    wanted = select(Recipient).where(
        Recipient.schedule_id == schedule.id, Recipient.public_id == public_id
    )
    return db.session.scalars(wanted).one()


def recipient_of(schedule: Schedule, person_id: int) -> Recipient | None:
    """Whether somebody was ever on the list."""
    wanted = select(Recipient).where(
        Recipient.schedule_id == schedule.id, Recipient.person_id == person_id
    )
    return db.session.scalars(wanted).one_or_none()


def list_who_could(schedule: Schedule, on: date) -> list[Membership]:
    """Whoever works here that day, could open such a report, and does not get it; by name."""
    # The council comes first: what leaves is for those who see all of it.
    above = [*ancestors_of(schedule.place.path), schedule.place.path]
    above = above[:1] if schedule.level.leaves else above
    may_open = [
        one
        for one, grants in GRANTS.items()
        if isinstance(one, Role) and all(grants.get(needed) is Reach.PLACE for needed in NEEDED)
    ]
    gets = select(Recipient.person_id).where(
        Recipient.schedule_id == schedule.id, Recipient.dropped_at.is_(None)
    )
    wanted = (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(
            Membership.council_id == schedule.council_id,
            Membership.person_id.not_in(gets),
            works_here(on),
            appointed(in_force(on), Appointment.role.in_(may_open), Place.path.in_(above)),
        )
        .order_by(func.lower(Membership.name), Membership.id)
    )
    return list(db.session.scalars(wanted))
