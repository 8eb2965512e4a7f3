"""Rounds that are named for an inspector or adviser."""

from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Role, Viewer
from qa_app.foundation.database import db
from qa_app.organisation.models import Appointment, Membership, Place
from qa_app.organisation.queries.viewers import works_here
from qa_app.rounds.models import Round, RoundReader
from qa_app.rounds.queries.allocations import named_for
from qa_app.rounds.queries.kinds import is_of_own_work


def list_named_for(viewer: Viewer) -> list[Round]:
    """The rounds that an inspector or adviser may read, the newest first."""
    named = (
        select(Round)
        .join(RoundReader)
        .options(joinedload(Round.programme))
        .where(Round.council_id == viewer.council_id, named_for(viewer))
        .order_by(Round.month.desc(), Round.id)
    )
    return list(db.session.scalars(named))


def list_rounds(viewer: Viewer, limit: int) -> list[Round]:
    """The latest rounds that the viewer may name for somebody; the work of practitioners is named for nobody."""
    wanted = (
        select(Round)
        .join(Place, Round.council_id == Place.id)
        .join(Round.programme)
        .options(joinedload(Round.programme))
        .where(where_permitted(Place.path, viewer, Permission.ROUND_NAME), ~is_of_own_work())
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
