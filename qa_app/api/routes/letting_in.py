"""Who asks: the token that a request shows, and what it reads as things stand now."""

from dataclasses import dataclass
from typing import NoReturn, cast

from flask import Response, g, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import TooManyRequests, Unauthorized

from qa_app.access.rules import Viewer
from qa_app.api.models import ApiToken
from qa_app.api.operations.use import count_use, token_of
from qa_app.api.queries.tokens import may_own, owner_of, reads_of
from qa_app.api.routes.blueprint import api
from qa_app.api.rules.tokens import A_MINUTE, Reads, State, Used, key_for_names
from qa_app.foundation.clock import london_day, now

SHOW_ONE = "Send a token that works: Authorization: Bearer, a space, and its secret"
TOO_OFTEN = f"A token may ask {A_MINUTE} times a minute"
REALM = WWWAuthenticate("bearer", {"realm": "case-file-audit"})


@dataclass(frozen=True)
class Caller:
    """A token that is in use, its owner, what it reads today, and the key of its made-up names."""

    token: ApiToken
    owner: Viewer
    reads: Reads
    key: bytes


def let_in() -> None:
    """Asked by the gate. Each request counts, whatever its answer will be."""
    shown = request.authorization
    secret = shown.token if shown is not None and shown.type == "bearer" else None
    at = now()
    counted = count_use(secret, at) if secret else None
    if secret is None or counted is None:
        refuse()
    g.token_used = counted.used
    if counted.used.is_too_often:
        raise TooManyRequests(TOO_OFTEN, retry_after=counted.used.seconds_until_next(at))
    token, today = token_of(counted), london_day(at)
    owner = owner_of(token, today)
    if owner is None or token.state_on(today) is not State.IN_USE:
        refuse()
    if not may_own(owner, token.place.path):
        refuse()
    g.caller = Caller(token, owner, reads_of(token, owner, today), key_for_names(secret))


def refuse() -> NoReturn:
    """The same for one that is over, one that was ended and one that never was."""
    raise Unauthorized(SHOW_ONE, www_authenticate=REALM)


def caller() -> Caller:
    return cast(Caller, g.caller)


@api.after_request
def say_how_often(response: Response) -> Response:
    used: Used | None = g.get("token_used")
    if used is not None:
        response.headers["RateLimit-Limit"] = str(A_MINUTE)
        response.headers["RateLimit-Remaining"] = str(used.left)
        response.headers["RateLimit-Reset"] = str(used.seconds_until_next(now()))
    return response
