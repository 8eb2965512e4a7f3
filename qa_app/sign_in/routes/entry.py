"""Email, password, code; and out again."""

from flask import jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import open_to_everyone, open_to_signed_in, signed_in, viewer
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.sign_in import queries
from qa_app.sign_in.chance import new_secret
from qa_app.sign_in.forms import CodeForm, CouncilForm, EmailForm, PasswordForm, RecoveryCodeForm
from qa_app.sign_in.one_time_code import new_shared_secret
from qa_app.sign_in.operations import factors, passwords, sessions
from qa_app.sign_in.routes.blueprint import after_completion, begin, complete, start_again
from qa_app.sign_in.routes.blueprint import sign_in as pages
from qa_app.sign_in.rules.sessions import Ending, can_be_prolonged, ends_at
from qa_app.sign_in.session_cookie import (
    begun_session,
    network_address,
    own_session,
    party,
    sent_session,
    take_cookie,
    unchosen_session,
)
from qa_app.sign_in.web_authn import asking_to_use

EMAIL = "email"


@pages.route("/sign-in", methods=["GET", "POST"])
@open_to_everyone
def sign_in() -> ResponseReturnValue:
    if request.method == "GET" and signed_in():
        return redirect("/")
    form = EmailForm()
    if form.validate_on_submit():
        session[EMAIL] = form.email.data.lower()
        return redirect(url_for(".password"))
    return render_template(
        "sign_in/sign_in.html",
        form=form,
        providers=queries.providers_offered(None),
        text_is_kept=session.get("text is kept"),
        passkey=passkey_options(),
    )


def passkey_options() -> str | None:
    """What the browser needs for a passkey; a new challenge each time the page is drawn."""
    here = party()
    if here is None:
        return None
    session["challenge"] = new_secret()
    return asking_to_use(here, session["challenge"])


@pages.route("/sign-in/password", methods=["GET", "POST"])
@open_to_everyone
def password() -> ResponseReturnValue:
    email = session.get(EMAIL)
    if email is None:
        return start_again()
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            person = passwords.check_password(email, form.password.data, network_address(), now())
        except DomainError as refused:
            form.refuse(*refused.reasons, about="password")
        else:
            session.pop(EMAIL)
            if not queries.has_second_factor(person):
                factors.offer_secret(person, new_shared_secret())
            return begin(person)
    providers = queries.providers_offered(email)
    return render_template("sign_in/password.html", form=form, email=email, providers=providers)


@pages.route("/sign-in/code", methods=["GET", "POST"])
@open_to_everyone
def code() -> ResponseReturnValue:
    begun = begun_session()
    if begun is None:
        return start_again()
    if not queries.has_second_factor(begun.person):
        return redirect(url_for(".set_up"))
    form = CodeForm()
    if form.validate_on_submit():
        try:
            factor = factors.check_code(begun.person, form.one_time_code.data, now())
        except DomainError as refused:
            form.refuse(*refused.reasons, about="one_time_code")
        else:
            return complete(begun.person, factor)
    has_app = queries.has_authenticator(begun.person)
    passkey = passkey_options() if queries.list_passkeys(begun.person) else None
    return render_template("sign_in/code.html", form=form, has_app=has_app, passkey=passkey)


@pages.route("/sign-in/recovery-code", methods=["GET", "POST"])
@open_to_everyone
def recovery_code() -> ResponseReturnValue:
    begun = begun_session()
    if begun is None:
        return start_again()
    form = RecoveryCodeForm()
    if form.validate_on_submit():
        try:
            factor = factors.check_recovery_code(begun.person, form.recovery_code.data, now())
        except DomainError as refused:
            form.refuse(*refused.reasons, about="recovery_code")
        else:
            return complete(begun.person, factor)
    return render_template("sign_in/recovery_code.html", form=form)


@pages.get("/sign-in/lost-phone")
@open_to_everyone
def lost_phone() -> ResponseReturnValue:
    return render_template("sign_in/lost_phone.html")


@pages.route("/sign-in/council", methods=["GET", "POST"])
@open_to_everyone
def council() -> ResponseReturnValue:
    """For somebody who is appointed in more than one."""
    unchosen = unchosen_session()
    if unchosen is None:
        return start_again()
    councils = queries.councils_now(unchosen.person, now())
    form = CouncilForm()
    form.council.options = [(one.public_id, one.name) for one in councils]
    if form.validate_on_submit():
        chosen = next(one for one in councils if one.public_id == form.council.data)
        sessions.choose_council(unchosen, chosen, now())
        return after_completion(unchosen)
    return render_template("sign_in/council.html", form=form)


@pages.post("/sign-out")
@open_to_everyone
def sign_out() -> ResponseReturnValue:
    """Open to everyone, so that somebody whose session is over is not asked to sign in to sign out."""
    if sent := sent_session():
        sessions.end(sent, Ending.SIGNED_OUT, now(), by=viewer() if signed_in() else None)
    session.clear()
    return take_cookie(redirect(url_for(".signed_out")))


@pages.get("/signed-out")
@open_to_everyone
def signed_out() -> ResponseReturnValue:
    return render_template("sign_in/signed_out.html")


@pages.get("/session")
@open_to_signed_in
def time_left() -> ResponseReturnValue:
    """For the warning: asking how long is left does not count as use."""
    times, idle = own_session().times, queries.idle_of(own_session().council_id)
    left = ends_at(times, idle) - now()
    can_stay = can_be_prolonged(times, idle)
    return jsonify(seconds_left=max(0, int(left.total_seconds())), can_stay=can_stay)


@pages.post("/session")
@open_to_signed_in
def stay() -> ResponseReturnValue:
    sessions.stay(own_session(), now())
    return jsonify(stays=True)
