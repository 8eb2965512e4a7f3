"""The cookie that names a session: whom it lets in, and what happens when it no longer does."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from flask import Flask, Request, current_app, g, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from qa_app.access.gate import Opens, login_manager, signed_in, who_may_open
from qa_app.access.rules import Viewer
from qa_app.foundation.clock import london_day, now
from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.organisation.queries import viewer_of
from qa_app.settings import Settings
from qa_app.sign_in.models import SignInSession
from qa_app.sign_in.operations import sessions
from qa_app.sign_in.operations.kept_forms import forget_kept_form, keep_form
from qa_app.sign_in.queries import find_session, idle_of
from qa_app.sign_in.rules.devices import device_named
from qa_app.sign_in.rules.kept_forms import is_a_page_of_ours
from qa_app.sign_in.rules.passkeys import relying_party
from qa_app.sign_in.rules.sessions import (
    HALF_SIGNED_IN,
    Ending,
    is_fresh,
    is_own_proof,
    needs_a_passkey,
    seen_needs_writing,
    why_over,
)
from qa_app.sign_in.web_authn import Party
from qa_app.web.errors import answer, wants_json
from qa_app.web.errors.given_back import is_secret
from qa_app.web.errors.wording import wording_of

SERVICE = "Case-file audit"
NEXT = "after signing in"
KEPT = "kept_form"


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in, as Flask-Login knows them."""

    viewer: Viewer
    session: SignInSession
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        return self.viewer.public_id


def settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])


def cookie_name() -> str:
    return "__Host-sign-in" if settings().secure else "sign-in"


def give_cookie(response: Response, secret: str) -> Response:
    """Without an end of its own: it goes when the browser closes, and the session ends it sooner."""
    response.set_cookie(
        cookie_name(), secret, secure=settings().secure, httponly=True, samesite="Lax", path="/"
    )
    return response


def take_cookie(response: Response) -> Response:
    response.delete_cookie(
        cookie_name(), secure=settings().secure, httponly=True, samesite="Lax", path="/"
    )
    return response


def sent_session() -> SignInSession | None:
    """The session that the browser names, whatever its state; looked up once a request."""
    if "sign_in_session" not in g:
        secret = request.cookies.get(cookie_name(), "")
        g.sign_in_session = find_session(secret) if 0 < len(secret) <= 64 else None
    return cast("SignInSession | None", g.sign_in_session)


@login_manager.request_loader
def visitor(_: Request) -> Visitor | None:
    """Whom the cookie lets in, as things stand now: a post that ended or an account disabled counts."""
    if request.endpoint and who_may_open(request.endpoint) is Opens.TO_TOKENS:
        return None  # what a program opens is not opened by a browser that happens to be signed in
    sent, at = sent_session(), now()
    if sent is None or sent.ended_at or sent.factor is None or sent.council is None:
        return None
    if why := why_over(sent.times, idle_of(sent.council_id), at):
        g.session_over = why
        return None
    viewer = viewer_of(sent.person, sent.council, london_day(at))
    if viewer is None:
        g.session_over = Ending.NO_LONGER_HERE
        return None
    # Decided while the row is at hand: after the page, asking it again would take a write lock.
    g.session_used = seen_needs_writing(sent.last_seen_at, at)
    return Visitor(viewer, sent)


def own_session() -> SignInSession:
    """The session of somebody who is signed in."""
    return cast(Visitor, current_user).session


def begun_session() -> SignInSession | None:
    """The session of somebody who has given their password and not yet a second factor."""
    sent = sent_session()
    waiting = sent is not None and sent.ended_at is None and sent.factor is None
    return sent if waiting and sent and now() - sent.created_at < HALF_SIGNED_IN else None


def unchosen_session() -> SignInSession | None:
    """The session of somebody who has still to say in which council they work now."""
    sent = sent_session()
    if sent is None or sent.ended_at or sent.factor is None or sent.council is not None:
        return None
    return None if why_over(sent.times, idle_of(None), now()) else sent


def device() -> str:
    return device_named(request.user_agent.string)


def network_address() -> str:
    return request.remote_addr or ""


def party() -> Party | None:
    """This service as passkeys know it; None where browsers offer no passkeys."""
    name = relying_party(settings().base_url)
    return Party(name, SERVICE, settings().base_url) if name else None


def passkey_is_needed(viewer: Viewer) -> bool:
    """Whether their role needs a passkey, whatever they signed in with."""
    return needs_a_passkey(viewer.roles, None, passkeys_required=party() is not None)


def lead_to_passkey() -> ResponseReturnValue | None:
    """Somebody whose role needs a passkey opens nothing else before they have shown one."""
    endpoint = request.endpoint or ""
    # The pages on which a passkey is added or shown are those that ask for no permission.
    leads_there = endpoint.startswith("sign_in.") and isinstance(who_may_open(endpoint), Opens)
    if leads_there or endpoint == "static" or not signed_in():
        return None
    visitor = cast(Visitor, current_user)
    needs = needs_a_passkey(
        visitor.viewer.roles, visitor.session.factor, passkeys_required=party() is not None
    )
    return redirect(url_for("sign_in.passkeys")) if needs else None


def needs_fresh_proof(view: Callable[..., Any]) -> Callable[..., Any]:
    """Ask who they are again before a sensitive act, unless they have just said so."""

    @wraps(view)
    def fresh(*args: Any, **values: Any) -> Any:
        if is_fresh(own_session().proved_at, now()):
            return view(*args, **values)
        return ask_for_proof()

    return fresh


def needs_own_proof(view: Callable[..., Any]) -> Callable[..., Any]:
    """Before an account changes in every council: what one council's sign-in says is not enough."""

    @wraps(view)
    def own(*args: Any, **values: Any) -> Any:
        mine = own_session()
        if is_own_proof(mine.factor) and is_fresh(mine.proved_at, now()):
            return view(*args, **values)
        return ask_for_proof()

    return own


def ask_for_proof() -> ResponseReturnValue:
    # With what a page was asked for; what was sent to it is asked for again.
    session[NEXT] = request.full_path.rstrip("?") if request.method == "GET" else request.path
    return redirect(url_for("sign_in.prove_again"))


@login_manager.unauthorized_handler
def ask_to_sign_in() -> ResponseReturnValue:
    """Lead to the sign-in page and back; what was typed is kept for the same person, sealed."""
    if wants_json():
        return jsonify(status=401, error="You are signed out", saved=False), 401
    if unchosen_session():
        return redirect(url_for("sign_in.council"))
    if request.method == "POST":
        return keep_what_was_typed()
    if request.method == "GET" and request.path != "/":
        session[NEXT] = request.full_path.rstrip("?")
    return redirect(url_for("sign_in.sign_in"))


def keep_what_was_typed() -> ResponseReturnValue:
    """Where nobody knows whose the text is, it stands on the error page instead."""
    sent = sent_session()
    if sent is None or sent.factor is None:
        return answer(401, wording_of("expired"))
    typed = [
        (name, text)
        for name, text in request.form.items(multi=True)
        if name != KEPT and not is_secret(name)
    ]
    kept = keep_form(sent, request.full_path.rstrip("?"), typed, now())
    session["text is kept"] = kept is not None
    return redirect(url_for("sign_in.sign_in"), 303)


def page_to_return_to() -> str:
    path = session.pop(NEXT, "/")
    return path if is_a_page_of_ours(path) else "/"


def note_use() -> bool:
    """Note that the session is used, at most once a minute, or that it is over; says whether it did."""
    sent, why = g.get("sign_in_session"), g.pop("session_over", None)
    used = g.pop("session_used", False) and request.endpoint != "sign_in.time_left"
    if sent is None or not (why or used):
        return False
    if why:
        sessions.end(sent, why, now())
    else:
        sessions.stay(sent, now())
    return True


def note_use_after_reading() -> None:
    if note_use():
        db.session.commit()


def note_use_and_forget_kept(response: Response) -> None:
    """Text that was kept and is saved now is kept no longer."""
    note_use()
    kept = request.form.get(KEPT, "")
    if kept and response.location and signed_in():
        forget_kept_form(kept, own_session().person)


def attach(app: Flask) -> None:
    """After the gate: the gate asks who somebody is, this says it."""
    seal.use(*app.extensions["settings"].secret_keys)
    app.before_request(lead_to_passkey)
    app.extensions["after_reading"] += (note_use_after_reading,)
    app.extensions["before_commit"].append(note_use_and_forget_kept)
