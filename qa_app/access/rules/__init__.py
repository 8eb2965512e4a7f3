"""Who may do what, where."""

from qa_app.access.rules.grants import GRANTS
from qa_app.access.rules.viewers import (
    Post,
    Viewer,
    may,
    may_any,
    may_at,
    path_after,
    places_where,
    reaches,
)
from qa_app.access.rules.words import (
    LONGEST_EXTERNAL_DAYS,
    MUST_END,
    NEVER_A_CHILD,
    Duty,
    Permission,
    Reach,
    Role,
)

__all__ = [
    "Duty",
    "GRANTS",
    "LONGEST_EXTERNAL_DAYS",
    "MUST_END",
    "NEVER_A_CHILD",
    "Permission",
    "Post",
    "Reach",
    "Role",
    "Viewer",
    "may",
    "may_any",
    "may_at",
    "path_after",
    "places_where",
    "reaches",
]
