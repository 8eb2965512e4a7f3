"""What somebody owes, and what is owed where they look after it."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Permission, Viewer, may, places_where
from qa_app.actions import queries
from qa_app.actions.queries import Shown, Sought, Whose
from qa_app.foundation.clock import london_day

SHOWN = 5


def mine(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """What they owe, and what waits for them to confirm; nothing where there is neither."""
    today = london_day(at)
    owed = queries.count_owed(viewer, today, Whose.MINE)
    to_confirm = queries.count(queries.sought(viewer, Sought(Shown.ALL, Whose.TO_CONFIRM), today))
    offered = queries.list_offered(viewer)
    if not owed and not to_confirm and not offered:
        return None
    wanted = queries.sought(viewer, Sought(Shown.OPEN, Whose.MINE), today)
    listed = queries.list_actions(wanted, viewer, limit=SHOWN)
    return {
        "records": [*offered, *listed],
        "owed": owed,
        "overdue": queries.count_overdue(viewer, today, Whose.MINE),
        "listed": listed,
        "offered": offered,
        "to_confirm": to_confirm,
    }


def of_teams(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """What others owe in their places, the longest overdue first; for some roles how many alone."""
    today = london_day(at)
    whose = "the whole council" if _is_council_wide(viewer) else "your teams"
    if not may(viewer, Permission.ACTION_READ):
        standings = queries.list_standings(viewer, today, today)
        owed, overdue = sum(one.owed for one in standings), sum(one.overdue for one in standings)
        counted = {"owed": owed, "overdue": overdue, "unseen": 0, "records": []}
        return {"whose": whose, "counts": True, **counted}
    late = queries.sought(viewer, Sought(Shown.OVERDUE, Whose.TEAMS), today)
    unseen = queries.sought(viewer, Sought(Shown.WITHOUT_OWNER, Whose.TEAMS), today)
    return {
        "whose": whose,
        "owed": queries.count_owed(viewer, today, Whose.TEAMS),
        "overdue": queries.count(late),
        "records": queries.list_actions(late, viewer, limit=SHOWN),
        "unseen": queries.count(unseen),
        "counts": False,
    }


def _is_council_wide(viewer: Viewer) -> bool:
    return viewer.council_path in places_where(viewer, Permission.ACTION_COUNT)
