"""How often practitioners took part in the audits of their work."""

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission, places_where
from qa_app.foundation.clock import today
from qa_app.rounds.rules.months import first_of_month, months_on
from qa_app.voices.queries.taking_part import lines_since
from qa_app.voices.routes.blueprint import voices
from qa_app.voices.rules.taking_part import by_month, counted

MONTHS = 12


@voices.get("/voices/practitioners")
@requires(Permission.COMPLETION_READ)
def numbers() -> ResponseReturnValue:
    first = months_on(first_of_month(today()), 1 - MONTHS)
    lines = lines_since(viewer(), first)
    everywhere = viewer().council_path in places_where(viewer(), Permission.COMPLETION_READ)
    return render_template(
        "voices/numbers.html",
        whole=counted(lines),
        months=by_month(lines),
        first=first,
        everywhere=everywhere,
    )
