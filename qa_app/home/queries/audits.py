"""What somebody has to read or may read, and how far the month is."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Permission, Viewer, may, places_where
from qa_app.audits.queries import ids_of_audits
from qa_app.audits.queries.given import list_given_to
from qa_app.foundation.clock import london_day
from qa_app.insight.queries import completion_in
from qa_app.insight.rules import ALL_MONTHS, LATE, Completion, written
from qa_app.rounds.models import Allocation
from qa_app.rounds.queries import (
    Sought,
    count,
    count_mine,
    in_month,
    list_in_month,
    list_mine,
    list_named_for,
    mine,
)
from qa_app.rounds.queries.samples import is_of_a_sample, list_samples
from qa_app.rounds.rules import OPEN, first_of_month

LATE_SHOWN, MINE_SHOWN = 5, 20


def my_audits(viewer: Viewer, at: datetime) -> dict[str, Any]:
    month = first_of_month(london_day(at))
    # The records of a dip sample are looked at together, so that they stand in one line.
    to_do = mine(viewer).where(Allocation.state.in_(OPEN), ~is_of_a_sample())
    records = list_mine(viewer, MINE_SHOWN + 1, wanted=to_do)
    are_more, records = len(records) > MINE_SHOWN, records[:MINE_SHOWN]
    done, due = count_mine(viewer, month)
    return {
        "samples": list_samples(viewer, *OPEN),
        "records": records,
        "are_more": are_more,
        "begun": ids_of_audits(records),
        "done": done,
        "month": month,
        "completion": Completion(done, due),
    }


def given_sections(viewer: Viewer, at: datetime) -> dict[str, Any] | None:
    """Nothing is said to whoever answers none."""
    to_do = [one for one in list_given_to(viewer) if one.is_awaited and one.audit.is_open]
    return {"listed": to_do} if to_do else None


def completion(viewer: Viewer, at: datetime) -> dict[str, Any]:
    month = first_of_month(london_day(at))
    late = Sought(late_at=at, as_counted=True)
    return {
        "month": month,
        "written": written(month),
        "whose": whose_records(viewer),
        "completion": completion_in(month, viewer),
        "all_late": {"month": ALL_MONTHS[0], "state": LATE[0]},
        "late": count(in_month(viewer, late)),
        "records": list_in_month(viewer, late, LATE_SHOWN),
        "may_list": may(viewer, Permission.ROUND_READ),
        "may_download": may(viewer, Permission.REPORT_READ),
    }


def whose_records(viewer: Viewer) -> str:
    """Two sentences may stand on one page: of one's teams, and of what one audits elsewhere."""
    if viewer.council_path in places_where(viewer, Permission.COMPLETION_READ):
        return "Records of the whole council"
    return "Records of your teams, whoever audits them"


def named_rounds(viewer: Viewer, at: datetime) -> dict[str, Any]:
    return {"rounds": [(one, written(one.month)) for one in list_named_for(viewer)]}
