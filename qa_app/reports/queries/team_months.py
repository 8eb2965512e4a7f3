"""A team's month: what its manager did, what it owes, and what was said of supervision."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from qa_app.access.queries import within
from qa_app.access.rules import Permission, Viewer
from qa_app.actions import queries as actions
from qa_app.actions.models import Action
from qa_app.actions.rules.states import OPEN
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.places import visible_to as places_visible_to
from qa_app.organisation.rules import Kind
from qa_app.reports.models import TeamMonth
from qa_app.reports.rules.team_months import MONTHS_SHOWN, Owed, Own
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries import mine
from qa_app.rounds.rules import State
from qa_app.rounds.rules.months import months_on

HOLDS = Permission.SUPERVISION_WRITE


def list_teams(viewer: Viewer) -> list[Place]:
    """Where the viewer holds supervision, by name."""
    wanted = places_visible_to(viewer, HOLDS).where(
        Place.kind == Kind.TEAM, Place.closed_on.is_(None)
    )
    return list(db.session.scalars(wanted.order_by(Place.name, Place.id)))


def find_team(public_id: str, viewer: Viewer) -> Place:
    """Raise NoResultFound for a place out of reach, as for none at all."""
    wanted = places_visible_to(viewer, HOLDS).where(Place.public_id == public_id)
    return db.session.scalars(wanted).one()


def find_month(team: Place, month: date) -> TeamMonth | None:
    wanted = (
        select(TeamMonth)
        .where(
            TeamMonth.council_id == team.council_id,
            TeamMonth.place_id == team.id,
            TeamMonth.month == month,
        )
        .options(joinedload(TeamMonth.saved_by_here))
    )
    return db.session.scalars(wanted).one_or_none()


def list_months(team: Place) -> Sequence[TeamMonth]:
    """What was said before, the newest first."""
    wanted = (
        select(TeamMonth)
        .where(TeamMonth.council_id == team.council_id, TeamMonth.place_id == team.id)
        .order_by(TeamMonth.month.desc())
        .limit(MONTHS_SHOWN)
    )
    return db.session.scalars(wanted).all()


def told_below(path: str, month: date, viewer: Viewer) -> list[tuple[str, TeamMonth]]:
    """What was said of the teams at or below a place, as far as the viewer holds supervision there."""
    places = places_visible_to(viewer, HOLDS).where(within(Place.path, path)).subquery()
    wanted = (
        select(places.c.name, TeamMonth)
        .join(TeamMonth, TeamMonth.place_id == places.c.id)
        .where(TeamMonth.council_id == viewer.council_id, TeamMonth.month == month)
        .order_by(places.c.name, places.c.id)
    )
    return [(name, one) for name, one in db.session.execute(wanted)]


def own_audits(viewer: Viewer, month: date) -> Own:
    given = (
        mine(viewer)
        .join(Round, Round.id == Allocation.round_id)
        .where(Round.month == month, Allocation.state != State.WITHDRAWN)
        .options()
        .order_by(None)
        .with_only_columns(
            func.count(), func.sum(case((Allocation.state == State.DONE, 1), else_=0))
        )
    )
    number, done = db.session.execute(given).one()
    return Own(done or 0, number)


def owed_by(viewer: Viewer, path: str, month: date, today: date) -> Owed:
    """As far as the viewer sees actions, at and below a place."""
    last = months_on(month, 1) - timedelta(days=1)
    overdue = case((Action.due_on < today, 1), else_=0)
    due = case((Action.due_on.between(month, last), 1), else_=0)
    wanted = (
        actions.visible_to(viewer)
        .where(Action.state.in_(OPEN), within(Place.path, path))
        .options()
        .order_by(None)
        .with_only_columns(func.sum(overdue), func.sum(due), func.count())
    )
    late, now_due, number = db.session.execute(wanted).one()
    return Owed(late or 0, now_due or 0, number)
