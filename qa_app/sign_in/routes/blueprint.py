"""What every stretch of the way hangs on, and how it ends: signed in."""

from flask import Blueprint, redirect, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qa_app.foundation.clock import now
from qa_app.organisation.models import Person, Place
from qa_app.sign_in import queries
from qa_app.sign_in.chance import new_secret
from qa_app.sign_in.models import IdentityProvider, SignInSession
from qa_app.sign_in.operations import sessions
from qa_app.sign_in.rules.sessions import Ending, Factor
from qa_app.sign_in.session_cookie import (
    NEXT,
    device,
    give_cookie,
    own_session,
    page_to_return_to,
    sent_session,
)

sign_in = Blueprint("sign_in", __name__)


def start_again() -> ResponseReturnValue:
    return redirect(url_for("sign_in.sign_in"))


def begin(person: Person) -> Response:
    """The password was right: hand out a session that opens only the page of the second factor."""
    secret = new_secret()
    sessions.begin(person, secret, now(), device=device())
    has_factor = queries.has_second_factor(person)
    next_page = "sign_in.code" if has_factor else "sign_in.set_up"
    return give_cookie(redirect(url_for(next_page)), secret)


def complete(
    person: Person,
    factor: Factor | None,
    council: Place | None = None,
    provider: IdentityProvider | None = None,
) -> Response:
    """All is shown: a new session under a new name, and a token that no earlier page knows."""
    if earlier := sent_session():
        sessions.end(earlier, Ending.REPLACED, now())
    secret = new_secret()
    begun = sessions.begin(
        person,
        secret,
        now(),
        device=device(),
        factor=factor,
        council=council,
        provider=provider,
    )
    return give_cookie(after_completion(begun), secret)


def after_completion(begun: SignInSession) -> Response:
    path = page_to_return_to()
    session.clear()
    if begun.council_id is None:
        session[NEXT] = path
        return redirect(url_for("sign_in.council"))
    if queries.list_kept_forms(begun.person, now()):
        return redirect(url_for("sign_in.kept_forms"))
    return redirect(path)


def myself() -> Person:
    return own_session().person
