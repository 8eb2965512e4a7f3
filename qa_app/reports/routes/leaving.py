"""The periods that leave the service, one press away."""

from collections.abc import Mapping

from flask import request

from qa_app.foundation.clock import today
from qa_app.insight.rules.months import written
from qa_app.reports.rules.release_calendar import steps_offered
from qa_app.rounds.rules import first_of_month
from qa_app.web.searches import address_of


def periods_that_leave(address: Mapping[str, str]) -> list[tuple[str, str]]:
    """The words of each, and this page with it chosen."""
    kept = {name: value for name, value in address.items() if name != "period"}
    return [
        (
            one.words,
            address_of(request.path, {**kept, "from": written(one.first), "to": written(one.last)}),
        )
        for one in steps_offered(first_of_month(today()))
    ]
