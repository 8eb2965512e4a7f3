"""What somebody has looked at, for those few decisions that turn on it."""

from typing import Any

from sqlalchemy import ColumnElement, select

from qa_app.foundation.database import db
from qa_app.trail.models import Event


def facts_of_looks(name: str, about_id: str, by_id: int) -> list[dict[str, Any]]:
    """Of each look of this name that one person took at one thing, the first first."""
    wanted = (
        select(Event.facts)
        .where(Event.about_id == about_id, Event.by_id == by_id, Event.name == name)
        .order_by(Event.id)
    )
    return list(db.session.scalars(wanted))


def was_looked_at(name: str, about_id: Any, by_id: int) -> ColumnElement[bool]:
    """For use inside another query: whether one person has looked at what that query has."""
    return (
        select(Event.id)
        .where(Event.about_id == about_id, Event.by_id == by_id, Event.name == name)
        .exists()
    )
