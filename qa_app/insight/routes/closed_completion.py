"""Completion of closed months as it stood, and what has changed since."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now
from qa_app.insight import queries
from qa_app.insight.queries.stood import given_then_and_now
from qa_app.insight.routes.asked import months_shown, service_asked
from qa_app.insight.routes.blueprint import insight
from qa_app.insight.routes.closings import closings_of
from qa_app.insight.rules import Counted, written
from qa_app.insight.rules.filters import Filters, Period
from qa_app.insight.rules.stood import DONE, Stood, kept_of, part_done, stood_of
from qa_app.rounds.rules.months import month_in


@dataclass(frozen=True)
class Month:
    """One closed month: done of due, and what had become of all that was given out."""

    month: date
    stood: Stood
    then: Counted
    now: Counted


@insight.get("/completion/closed-months")
@requires(Permission.COMPLETION_READ)
def closed_completion() -> ResponseReturnValue:
    services, shown = queries.list_services(viewer()), months_shown()
    service = service_asked(services)
    period = Period(shown[-1], shown[0])
    below = service.path if service else ""
    closings = closings_of(Filters(period, below), Permission.COMPLETION_READ)
    months = _months(period, below, closings.that_keep_all.months)
    chosen = month_in(request.args.get("month", ""))
    return render_template(
        "insight/closed_completion.html",
        months=months,
        chosen=next((one for one in months if one.month == chosen), None),
        month_options=[(written(one.month), f"{one.month:%B %Y}") for one in months],
        closings=closings,
        service=service,
        services=[(place.public_id, place.name) for place in services],
        address={"service": service.public_id} if service else {},
        words=DONE,
        written=written,
    )


def _months(period: Period, below: str, closed: Sequence[date]) -> list[Month]:
    """Those alone in which something was or is counted here, the newest first."""
    both = given_then_and_now(viewer(), period, below, now())
    then, today = (
        {number: part_done(names, both.months[number]) for number, names in side.items()}
        for side in (both.then, both.now)
    )
    stood = stood_of(kept_of(then, today))
    before, after = (_counted(side, both.months) for side in (both.then, both.now))
    nothing = Counted()
    return [
        Month(
            month, stood.get(month, Stood()), before.get(month, nothing), after.get(month, nothing)
        )
        for month in closed
        if month in before or month in after
    ]


def _counted(side: Mapping[int, Sequence[str]], months: Mapping[int, date]) -> dict[date, Counted]:
    counts: dict[date, Counter[str]] = {}
    for number, names in side.items():
        counts.setdefault(months[number], Counter()).update(names)
    return {month: Counted(**those) for month, those in counts.items()}
