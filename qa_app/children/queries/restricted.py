"""Whose record is restricted: a merged reference is as restricted as the one it became."""

from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from qa_app.children.models import Child

# The reference that one was merged into, for whoever joins it.
KEPT = aliased(Child)
# Of what is joined to a child and to KEPT, or to none: where no child is, nothing is restricted.
IS_RESTRICTED = or_(func.coalesce(Child.restricted, False), func.coalesce(KEPT.restricted, False))


def names_restricted(column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Whether the child that this column names is restricted, whatever else the question is joined to."""
    restricted = (
        select(Child.id)
        .outerjoin(KEPT, Child.merged_into_id == KEPT.id)
        .where(Child.id == column, or_(Child.restricted, KEPT.restricted))
    )
    return restricted.correlate(column.class_).exists()
