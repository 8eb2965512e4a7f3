"""One’s own tokens, and their secrets, which nobody else is ever shown."""

import secrets

from flask import render_template
from flask.typing import ResponseReturnValue

from qa_app.access.gate import open_to_signed_in, viewer
from qa_app.api.operations.tokens import keep_secret
from qa_app.api.queries.tokens import find_own, list_own
from qa_app.api.routes.blueprint import own_api_tokens
from qa_app.api.rules.tokens import PREFIX, State
from qa_app.foundation.clock import now, today
from qa_app.sign_in.session_cookie import needs_fresh_proof, settings


@own_api_tokens.get("")
@open_to_signed_in
@needs_fresh_proof
def index() -> ResponseReturnValue:
    over = (State.ENDED, State.OVER)
    return render_template("api/own.html", tokens=list_own(viewer()), today=today(), over=over)


@own_api_tokens.post("/<public_id:token_id>/secret")
@open_to_signed_in
@needs_fresh_proof
def make_secret(token_id: str) -> ResponseReturnValue:
    """On a page of its own, once; pressed again there is another, and the last one works no more."""
    token = find_own(token_id, viewer())
    secret = PREFIX + secrets.token_urlsafe(32)
    keep_secret(token, secret, by=viewer(), at=now())
    return render_template(
        "api/secret.html", token=token, secret=secret, base_url=settings().base_url
    )
