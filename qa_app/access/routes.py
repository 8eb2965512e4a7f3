"""The matrix of roles and permissions, printed from the running system."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import open_to_signed_in
from qa_app.access.rules import GRANTS

access = Blueprint("access", __name__, url_prefix="/roles")


@access.get("")
@open_to_signed_in
def roles() -> ResponseReturnValue:
    return render_template("access/roles.html", roles=GRANTS)
