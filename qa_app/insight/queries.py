"""Counts over the rows that the viewer may open."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select

from qa_app.access.queries import where_permitted
from qa_app.access.rules import Permission, Viewer
from qa_app.foundation.database import db
from qa_app.insight.rules import NOTHING_DUE, Completion, TeamCompletion, path_above
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Round
from qa_app.rounds.queries import not_hidden_from, places_then_in
from qa_app.rounds.rules import State

_done = func.coalesce(func.sum(case((Allocation.done_at.is_not(None), 1), else_=0)), 0)


def _counted(viewer: Viewer, *by: Any) -> Select[Any]:
    """What is done and what was due, for each of these; withdrawn audits are left out."""
    return (
        select(*by, _done, func.count())
        .select_from(Allocation)
        .join(Allocation.place)
        .join(Allocation.round)
        .where(
            Allocation.council_id == viewer.council_id,
            Allocation.state != State.WITHDRAWN,
            where_permitted(Place.path, viewer, Permission.COMPLETION_READ),
            not_hidden_from(viewer),
        )
        .group_by(*by)
    )


def completion_in(month: date, viewer: Viewer) -> Completion:
    done, due = db.session.execute(_counted(viewer).where(Round.month == month)).one()
    return Completion(int(done), due)


def completion_by_month(months: list[date], viewer: Viewer) -> list[tuple[date, Completion]]:
    """Each of these months, in their order; one query, however many audits there were."""
    rows = db.session.execute(_counted(viewer, Round.month).where(Round.month.in_(months)))
    found = {month: Completion(int(done), due) for month, done, due in rows}
    return [(month, found.get(month, NOTHING_DUE)) for month in months]


def completion_by_team(month: date, viewer: Viewer) -> list[TeamCompletion]:
    """By the team where the record was when it was allocated, in the order of the tree."""
    of_month = _counted(viewer, Allocation.place_then).where(Round.month == month)
    # A place that has moved since has another path; the record's place of today then lends its name.
    wanted = of_month.add_columns(func.min(Place.name)).order_by(Allocation.place_then)
    rows = db.session.execute(wanted).all()
    names = names_at({path for path, *_ in rows})
    return [
        TeamCompletion(
            path,
            names.get(path, name_today),
            names.get(path_above(path), ""),
            Completion(int(done), due),
        )
        for path, done, due, name_today in rows
    ]


def teams_in(month: date | None, viewer: Viewer) -> list[tuple[str, str]]:
    """Path and name of the teams of a month, or of all, as the filter of its list offers them."""
    paths = places_then_in(viewer, month)
    names = names_at(paths)
    return sorted(
        ((path, names.get(path, "A team that has moved")) for path in paths), key=_by_name
    )


def _by_name(team: tuple[str, str]) -> tuple[str, str]:
    return team[1], team[0]


def names_at(paths: Collection[str]) -> dict[str, str]:
    """What stands at these paths and right above them."""
    wanted = {*paths, *(path_above(path) for path in paths)}
    rows = db.session.execute(select(Place.path, Place.name).where(Place.path.in_(wanted)))
    return {path: name for path, name in rows}
