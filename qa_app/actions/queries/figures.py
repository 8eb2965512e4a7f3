"""How much is owed, and how much was done on time, of what the viewer may count."""

from datetime import date

from sqlalchemy import Select, and_, case, func, select

from qa_app.access.queries import where_permitted, within
from qa_app.access.rules import Permission, Viewer
from qa_app.actions.models import Action
from qa_app.actions.queries.actions import count, not_hidden_from, visible_to
from qa_app.actions.queries.listing import (
    Shown,
    Sought,
    Whose,
    in_the_teams_of,
    month_after,
    sought,
)
from qa_app.actions.rules import COUNTED, OPEN, State
from qa_app.actions.rules.figures import OnTime, Standing, standings_of
from qa_app.foundation.database import db
from qa_app.organisation.models import Place
from qa_app.organisation.queries.places import list_places


def count_overdue(viewer: Viewer, today: date, whose: Whose | None = None) -> int:
    return count(sought(viewer, Sought(Shown.OVERDUE, whose), today))


def count_owed(viewer: Viewer, today: date, whose: Whose | None = None) -> int:
    return count(sought(viewer, Sought(Shown.OPEN, whose), today))


def on_time(viewer: Viewer, month: date, today: date, place_then: str = "") -> OnTime:
    """Of what was due in the month so far where the viewer may count, in the tree as it was then."""
    seen = visible_to(viewer).options().where(in_the_teams_of(viewer))
    if place_then:
        seen = seen.where(within(Action.place_then, place_then))
    row = db.session.execute(_tallied(seen, month, today)).one()
    return OnTime(*(number or 0 for number in row))


def list_standings(viewer: Viewer, month: date, today: date) -> list[Standing]:
    """A line a place, for those who see counts and not the actions themselves."""
    permission = Permission.ACTION_COUNT
    seen = (
        select(Action)
        .join(Action.place)
        .where(
            Action.council_id == viewer.council_id,
            Action.state != State.PROPOSED,
            where_permitted(Place.path, viewer, permission),
            not_hidden_from(viewer),
        )
    )
    still_open = Action.state.in_(OPEN)
    counted = seen.with_only_columns(
        Action.place_id,
        func.count().filter(still_open),
        func.count().filter(and_(still_open, Action.due_on < today)),
        func.count().filter(Action.state == State.DONE),
    ).group_by(Action.place_id)
    tallied = _tallied(seen, month, today).add_columns(Action.place_id).group_by(Action.place_id)
    counts = {place: (owed, late, done) for place, owed, late, done in db.session.execute(counted)}
    times = {row[-1]: OnTime(*(n or 0 for n in row[:-1])) for row in db.session.execute(tallied)}
    places = {one.id: one.name for one in list_places(viewer, permission)}
    return standings_of(places, counts, times)


def _tallied(seen: Select[Action], month: date, today: date) -> Select:
    """Due, done on time, done late, put off before; what is not due yet counts for nothing."""
    is_late = and_(Action.done_on.is_not(None), Action.done_on > Action.due_on)
    first = month.replace(day=1)
    return seen.with_only_columns(
        func.count(),
        func.sum(case((Action.done_on <= Action.due_on, 1), else_=0)),
        func.sum(case((is_late, 1), else_=0)),
        func.sum(case((Action.due_first_on < Action.due_on, 1), else_=0)),
    ).where(
        Action.state.in_(COUNTED),
        Action.due_on >= first,
        Action.due_on < month_after(first),
        Action.due_on < today,
    )
