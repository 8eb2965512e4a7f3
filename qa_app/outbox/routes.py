"""How the council's mail is doing. It shows to whom and about what, never the text of an email."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import requires, viewer
from qa_app.access.rules import Permission
from qa_app.foundation.clock import now
from qa_app.outbox import operations, queries
from qa_app.web.words import plural

mail = Blueprint("mail", __name__, url_prefix="/settings/mail")


@mail.get("")
@requires(Permission.SETTINGS_WRITE, council_wide=True)
def index() -> ResponseReturnValue:
    return render_template(
        "outbox/index.html",
        standing=queries.standing(viewer().council_id),
        emails=queries.list_unsent(viewer()),
    )


@mail.post("/try-again")
@requires(Permission.SETTINGS_WRITE, council_wide=True)
def try_again() -> ResponseReturnValue:
    count = operations.try_again(by=viewer(), at=now())
    flash(f"{plural(count, 'email')} will be sent again within minutes")
    return redirect(url_for("mail.index"))
