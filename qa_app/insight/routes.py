"""Pages that look back."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import today
from qa_app.insight import queries
from qa_app.rounds.rules import first_of_month

insight = Blueprint("insight", __name__, url_prefix="/insight")


@insight.get("/completion")
@requires(Permission.COMPLETION_READ)
def completion() -> ResponseReturnValue:
    month = first_of_month(today())
    return render_template(
        "insight/completion.html", month=month, completion=queries.completion_in(month, viewer())
    )
