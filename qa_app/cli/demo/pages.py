"""The page of the demonstration's accounts. It belongs to `qa serve`, so no other installation has it."""

from flask import Blueprint, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from qa_app.access.gate import open_to_everyone
from qa_app.cli.demo.accounts import accounts_at, password_of
from qa_app.foundation.clock import now

pages = Blueprint("demo", __name__)

THIS_MACHINE = ("127.0.0.1", "::1")


@pages.get("/demo")
@open_to_everyone
def accounts() -> ResponseReturnValue:
    if request.remote_addr not in THIS_MACHINE:
        abort(404)
    key = current_app.extensions["settings"].secret_key
    return render_template(
        "cli/accounts.html", accounts=accounts_at(key, now()), password=password_of(key)
    )
