"""The days on which somebody's audits are due, for their own calendar."""

from collections.abc import Mapping
from datetime import datetime

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import clock_time, now
from qa_app.rounds import queries
from qa_app.rounds.icalendar import DueDay, calendar_of
from qa_app.rounds.routes.blueprint import rounds
from qa_app.web.words import plural


@rounds.get("/my-audits.ics")
@requires(Permission.AUDIT_WRITE)
def my_calendar() -> ResponseReturnValue:
    """How many audits are due on which day, and nothing of any record."""
    address = url_for("audits.mine", _external=True)
    days = [
        DueDay(
            uid=f"{viewer().public_id}-{day:%Y%m%d}@case-file-audit",
            day=day,
            summary=summary(hours),
            description=f"Sign in to see which: {address}",
            address=address,
        )
        for day, hours in queries.list_due_days(viewer()).items()
    ]
    return Response(
        calendar_of(days, "Audits due", now()),
        mimetype="text/calendar",
        headers={"Content-Disposition": "attachment; filename=audits-due.ics"},
    )


def summary(hours: Mapping[datetime | None, int]) -> str:
    """3 audits due, 1 of them by 2pm."""
    said = [f"{number} of them by {clock_time(hour)}" for hour, number in hours.items() if hour]
    return ", ".join([f"{plural(sum(hours.values()), 'audit')} due", *said])
