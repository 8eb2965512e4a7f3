"""Permissions as conditions in SQL."""

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from qa_app.access.rules import Permission, Viewer, path_after, places_where


def within(column: InstrumentedAttribute[str], path: str) -> ColumnElement[bool]:
    """At this place or below it, as a range, which an index serves and capital letters cannot fool."""
    return and_(column >= path, column < path_after(path))


def where_permitted(
    column: InstrumentedAttribute[str], viewer: Viewer, permission: Permission
) -> ColumnElement[bool]:
    return or_(false(), *(within(column, path) for path in places_where(viewer, permission)))
