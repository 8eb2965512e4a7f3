"""Permissions as conditions in SQL."""

from sqlalchemy import ColumnElement, and_, false, not_, or_
from sqlalchemy.orm import InstrumentedAttribute

from qa_app.access.rules import Permission, Viewer, path_after, places_where


def within(column: InstrumentedAttribute[str], path: str) -> ColumnElement[bool]:
    """At this place or below it, as a range, which an index serves and capital letters cannot fool."""
    return and_(column >= path, column < path_after(path))


def where_permitted(
    column: InstrumentedAttribute[str], viewer: Viewer, permission: Permission
) -> ColumnElement[bool]:
    paths = places_where(viewer, permission)
    return or_(
        false(),
        *(
            _all_within(column, path) if path == viewer.council_path else within(column, path)
            for path in paths
        ),
    )


def _all_within(column: InstrumentedAttribute[str], path: str) -> ColumnElement[bool]:
    """The same of a whole council, in words that no index serves: where nearly all rows are wanted, SQLite would
    go through them from place to place, which takes twice as long as reading them in their order."""
    return not_(or_(column < path, column >= path_after(path)))
