"""Whose supervision somebody holds, and what waits to be talked through with each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Role, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.queries import visible_to
from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Person, Place
from qa_app.organisation.queries.people import appointed
from qa_app.organisation.queries.viewers import in_force, works_here
from qa_app.supervision.models import SupervisionTalk
from qa_app.supervision.queries.released import is_to_talk, released_to
from qa_app.supervision.rules.talking import is_late
from qa_app.voices.models import Reflection

HOLDS = Permission.SUPERVISION_WRITE


@dataclass(frozen=True)
class InSupervision:
    """A practitioner, and how many released audits wait to be talked through with them."""

    member: Membership
    waiting: int = 0
    since: datetime | None = None
    last_talk: date | None = None

    def is_late(self, today: date) -> bool:
        return self.since is not None and is_late(london_day(self.since), today)


IS_PRACTITIONER = Appointment.role == Role.PRACTITIONER


def managed_by(viewer: Viewer, today: date, *held: ColumnElement[bool]) -> Select[Membership]:
    """Whoever reports to the viewer, or works where the viewer is in charge; nobody else’s."""
    there = where_permitted(Place.path, viewer, HOLDS)
    return (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(
            Membership.council_id == viewer.council_id,
            works_here(today),
            or_(
                Membership.line_manager_id == viewer.person_id,
                appointed(in_force(today), there, *held),
            ),
        )
    )


def find_practitioner(public_id: str, viewer: Viewer, today: date) -> Membership:
    """Raise NoResultFound for somebody whose supervision is not the viewer’s, as for nobody at all."""
    return db.session.scalars(managed_by(viewer, today).where(Person.public_id == public_id)).one()


def is_managed_by(
    viewer: Viewer, member: Membership, today: date, *held: ColumnElement[bool]
) -> bool:
    wanted = managed_by(viewer, today, *held).where(Membership.id == member.id)
    return db.session.scalar(wanted.with_only_columns(Membership.id)) is not None


def list_practitioners(viewer: Viewer, today: date) -> list[InSupervision]:
    """By name: nobody is ranked."""
    wanted = (
        managed_by(viewer, today, IS_PRACTITIONER)
        .where(Membership.person_id != viewer.person_id)
        .order_by(func.lower(Membership.name), Membership.id)
    )
    members = list(db.session.scalars(wanted))
    people = [one.person_id for one in members]
    waiting, last = waiting_for(people, viewer, today), last_talks(people, viewer)
    return [
        InSupervision(one, *waiting.get(one.person_id, (0, None)), last.get(one.person_id))
        for one in members
    ]


def waiting_for(
    people: Collection[int], viewer: Viewer, today: date
) -> Mapping[int, tuple[int, datetime | None]]:
    """By person: how many, and since when the first of them."""
    wanted = (
        released_to(viewer, people)
        .order_by(None)
        .where(is_to_talk(today))
        .with_only_columns(
            Reflection.practitioner_id, func.count(), func.min(Reflection.released_at)
        )
    )
    rows = db.session.execute(wanted.group_by(Reflection.practitioner_id))
    return {person: (number, since) for person, number, since in rows}


def last_talks(people: Collection[int], viewer: Viewer) -> Mapping[int, date]:
    wanted = (
        released_to(viewer, people)
        .order_by(None)
        .with_only_columns(Reflection.practitioner_id, func.max(SupervisionTalk.talked_on))
    )
    rows = db.session.execute(wanted.group_by(Reflection.practitioner_id))
    return {person: day for person, day in rows if day}


def find_talked(audit_id: str, viewer: Viewer) -> tuple[Audit, str]:
    """An audit where the viewer holds supervision, or of which they noted the talk; and whose work it was."""
    noted = SupervisionTalk.noted_by_id == viewer.person_id
    wanted = (
        visible_to(viewer, Permission.AUDIT_READ)
        .outerjoin(SupervisionTalk, SupervisionTalk.audit_id == Audit.id)
        .outerjoin(Person, Person.id == SupervisionTalk.practitioner_id)
        .add_columns(Person.public_id)
        .where(Audit.public_id == audit_id, or_(where_permitted(Place.path, viewer, HOLDS), noted))
    )
    audit, person_id = db.session.execute(wanted).one()
    return audit, person_id or ""
