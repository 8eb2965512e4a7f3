"""In by a council's own sign-in."""

from flask import current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qa_app.access.gate import open_to_everyone
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.sign_in import openid, queries
from qa_app.sign_in.chance import new_secret
from qa_app.sign_in.models import IdentityProvider
from qa_app.sign_in.operations import issuers
from qa_app.sign_in.routes.blueprint import complete
from qa_app.sign_in.routes.blueprint import sign_in as pages
from qa_app.sign_in.rules.sessions import Factor, digest_of
from qa_app.sign_in.session_cookie import settings
from qa_app.web.transactions import keep, undo

NOT_PROVED = "Your council’s sign-in did not confirm who you are. Try again, or use your password"

ASKED_HERE = "asked to confirm"


def address_to_come_back_to(provider_id: str) -> str:
    return settings().base_url + url_for("sign_in.come_back", provider_id=provider_id)


@pages.get("/sign-in/single-sign-on/<public_id:provider_id>")
@open_to_everyone
def single_sign_on(provider_id: str) -> ResponseReturnValue:
    provider = queries.find_provider(provider_id)
    try:
        return openid.asked(provider, address_to_come_back_to(provider_id))
    except openid.NotProved as trouble:
        return not_let_in(NOT_PROVED, trouble)


@pages.get("/sign-in/single-sign-on/<public_id:provider_id>/answer")
@open_to_everyone
def come_back(provider_id: str) -> ResponseReturnValue:
    """The one page that signs in by being opened: the standard leads the browser here by address.

    The state that only this browser holds stands in for the token of a form.
    """
    try:
        claims = openid.claims_answered(queries.find_provider(provider_id))
        # What follows writes, and the page was opened to be read.
        undo()
        provider = queries.find_provider(provider_id)
        named = issuers.person_named(provider, claims, now())
    except openid.NotProved as trouble:
        return not_let_in(NOT_PROVED, trouble)
    except DomainError as refused:
        return not_let_in(refused.reasons[0], None)
    if named.is_linked:
        response = complete(named.person, Factor.SINGLE_SIGN_ON, provider=provider)
    else:
        response = ask_to_confirm(named, provider)
    keep()
    return response


def ask_to_confirm(named: issuers.Named, provider: IdentityProvider) -> Response:
    secret = new_secret()
    issuers.ask_to_confirm(named, provider, secret, settings().base_url, now())
    session[ASKED_HERE] = digest_of(secret)
    return redirect(url_for(".look_in_your_mailbox"))


@pages.get("/sign-in/single-sign-on/mailbox")
@open_to_everyone
def look_in_your_mailbox() -> ResponseReturnValue:
    return render_template("sign_in/look_in_your_mailbox.html")


@pages.route("/sign-in/single-sign-on/confirmations/<token>", methods=["GET", "POST"])
@open_to_everyone
def confirm_single_sign_on(token: str) -> ResponseReturnValue:
    """Opening the page links nobody: mail scanners open links too."""
    asked = issuers.find_asked(token, session.get(ASKED_HERE, ""), now())
    if asked is None:
        return render_template("sign_in/not_this_browser.html"), 410
    if request.method == "GET":
        return render_template("sign_in/confirm_single_sign_on.html", asked=asked)
    try:
        person = issuers.confirm(asked, now())
    except DomainError as refused:
        return not_let_in(refused.reasons[0], None)
    return complete(person, Factor.SINGLE_SIGN_ON, provider=asked.provider)


def not_let_in(reason: str, trouble: Exception | None) -> ResponseReturnValue:
    if trouble:
        current_app.logger.warning("single sign-on failed: %s", trouble)
    return render_template("sign_in/not_let_in.html", reason=reason), 403
