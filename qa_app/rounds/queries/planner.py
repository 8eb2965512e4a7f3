"""Programmes and their rounds over a year."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import joinedload

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Reach, Viewer, may, reaches
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.rounds.models import Programme, Round, RoundReader
from qa_app.rounds.queries.allocations import named_for
from qa_app.rounds.queries.kinds import is_of_own_work

RUN, READ = Permission.OWN_WORK_RUN, Permission.OWN_WORK_READ


def not_confidential_to(viewer: Viewer, *permissions: Permission) -> ColumnElement[bool]:
    """Programmes that look at practitioners are there for those alone who hold one of these somewhere."""
    if any(may(viewer, one) for one in permissions):
        return true()
    return ~is_of_own_work()


def programmes_visible_to(viewer: Viewer, permission: Permission) -> Select[Programme]:
    return (
        select(Programme)
        .join(Place, Programme.council_id == Place.id)
        .where(where_permitted(Place.path, viewer, permission), not_confidential_to(viewer, RUN))
    )


def list_programmes(viewer: Viewer) -> list[Programme]:
    """Those that go on, by name; then those that have ended."""
    wanted = select(Programme).where(
        Programme.council_id == viewer.council_id, not_confidential_to(viewer, RUN, READ)
    )
    return list(
        db.session.scalars(
            wanted.order_by(Programme.ended_at.is_not(None), func.lower(Programme.name))
        )
    )


def find_programme(public_id: str, viewer: Viewer) -> Programme:
    return db.session.scalars(
        programmes_visible_to(viewer, Permission.ROUND_WRITE).where(
            Programme.public_id == public_id
        )
    ).one()


def rounds_visible_to(viewer: Viewer) -> Select[Round]:
    """Whoever sees audits somewhere in the council sees its rounds; an inspector those named for them."""
    wanted = (
        select(Round)
        .join(Round.programme)
        .where(Round.council_id == viewer.council_id, not_confidential_to(viewer, RUN, READ))
    )
    if Reach.PLACE in reaches(viewer, Permission.ROUND_READ):
        return wanted
    return wanted.where(Round.id.in_(select(RoundReader.round_id).where(named_for(viewer))))


def find_round(public_id: str, viewer: Viewer) -> Round:
    wanted = rounds_visible_to(viewer).where(Round.public_id == public_id)
    return db.session.scalars(
        wanted.options(joinedload(Round.programme), joinedload(Round.template_version))
    ).one()


def find_round_to_run(public_id: str, viewer: Viewer) -> Round:
    """For whoever plans and draws for the whole council."""
    wanted = (
        select(Round)
        .join(Place, Round.council_id == Place.id)
        .join(Round.programme)
        .options(joinedload(Round.programme), joinedload(Round.template_version))
        .where(
            Round.public_id == public_id,
            where_permitted(Place.path, viewer, Permission.ROUND_WRITE),
            not_confidential_to(viewer, RUN),
        )
    )
    return db.session.scalars(wanted).one()


def list_rounds_of(viewer: Viewer, months: Collection[date]) -> list[Round]:
    wanted = rounds_visible_to(viewer).where(Round.month.in_(months))
    return list(
        db.session.scalars(
            wanted.options(joinedload(Round.programme)).order_by(Round.month, Round.id)
        )
    )
