"""What somebody has to read, and how far the month is."""

from datetime import datetime
from typing import Any

from qa_app.access.rules import Viewer
from qa_app.audits.queries import ids_of_audits
from qa_app.foundation.clock import london_day
from qa_app.insight.queries import completion_in
from qa_app.rounds.queries import list_in_month, list_mine
from qa_app.rounds.rules import State, first_of_month, is_late


def my_audits(viewer: Viewer, at: datetime) -> dict[str, Any]:
    mine, month = list_mine(viewer), first_of_month(london_day(at))
    to_do = [one for one in mine if one.state is not State.DONE]
    return {
        "records": to_do,
        "begun": ids_of_audits(to_do),
        "done": sum(one.state is State.DONE and one.round.month == month for one in mine),
    }


def completion(viewer: Viewer, at: datetime) -> dict[str, Any]:
    today = london_day(at)
    month = first_of_month(today)
    late = [one for one in list_in_month(viewer, month) if is_late(one.state, one.due_on, today)]
    return {"month": month, "completion": completion_in(month, viewer), "records": late}
