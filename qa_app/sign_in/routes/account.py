"""One's own account: how one signs in, and where one is signed in."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from qa_app.access.gate import open_to_signed_in, viewer
from qa_app.foundation.clock import now
from qa_app.foundation.errors import DomainError
from qa_app.sign_in import queries
from qa_app.sign_in.chance import new_secret
from qa_app.sign_in.forms import ChangePasswordForm, CodeForm, CouncilForm, NewEmailForm
from qa_app.sign_in.operations import addresses, factors, passwords, sessions
from qa_app.sign_in.routes.blueprint import complete, myself
from qa_app.sign_in.routes.blueprint import sign_in as pages
from qa_app.sign_in.routes.entry import passkey_options
from qa_app.sign_in.rules.sessions import Ending
from qa_app.sign_in.session_cookie import (
    NEXT,
    needs_own_proof,
    network_address,
    own_session,
    page_to_return_to,
    party,
    passkey_is_needed,
    settings,
)


@pages.get("/my-account")
@open_to_signed_in
def my_account() -> ResponseReturnValue:
    me = myself()
    return render_template(
        "sign_in/my_account.html",
        me=me,
        name=viewer().name,
        account=queries.account_of(me, now()),
        councils=queries.councils_now(me, now()),
        here=own_session().council,
        roles=viewer().roles,
        factor=own_session().factor,
        offers_passkeys=party() is not None,
        needs_passkey=passkey_is_needed(viewer()),
    )


@pages.route("/my-account/password", methods=["GET", "POST"])
@open_to_signed_in
def change_password() -> ResponseReturnValue:
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            passwords.change_password(
                own_session(),
                form.current_password.data,
                form.password.data,
                network_address(),
                now(),
            )
        except passwords.WrongPassword as refused:
            form.refuse(*refused.reasons, about="current_password")
        except DomainError as refused:
            form.refuse(*refused.reasons, about="password")
        else:
            flash("Your password is changed. You are signed out everywhere else")
            return redirect(url_for(".my_account"))
    return render_template("sign_in/change_password.html", form=form)


@pages.route("/my-account/email", methods=["GET", "POST"])
@open_to_signed_in
@needs_own_proof
def change_email() -> ResponseReturnValue:
    form = NewEmailForm()
    if form.validate_on_submit():
        try:
            base_url, secret = settings().base_url, new_secret()
            addresses.ask_for_new_address(
                myself(), form.email.data, secret, base_url, viewer(), now()
            )
        except DomainError as refused:
            form.refuse(*refused.reasons, about="email")
        else:
            flash(f"If {form.email.data} can be used, a link is on its way to it")
            return redirect(url_for(".my_account"))
    return render_template("sign_in/change_email.html", form=form, email=myself().email)


@pages.route("/my-account/email/<token>", methods=["GET", "POST"])
@open_to_signed_in
def confirm_email(token: str) -> ResponseReturnValue:
    found = addresses.address_in(token, myself(), now())
    if found is None:
        return render_template("sign_in/link_too_old.html"), 410
    if request.method == "POST":
        addresses.change_address(myself(), token, viewer(), now())
        flash("Your email address is changed")
        return redirect(url_for(".my_account"))
    return render_template("sign_in/confirm_email.html", email=found[0])


@pages.route("/my-account/proof", methods=["GET", "POST"])
@open_to_signed_in
def prove_again() -> ResponseReturnValue:
    """Before a sensitive act: show again who you are."""
    me, form = myself(), CodeForm()
    if form.validate_on_submit():
        try:
            factor = factors.check_code(me, form.one_time_code.data, now())
        except DomainError as refused:
            form.refuse(*refused.reasons, about="one_time_code")
        else:
            sessions.prove_again(own_session(), factor, now())
            return redirect(page_to_return_to())
    has_app = queries.has_authenticator(me)
    passkey = passkey_options() if queries.list_passkeys(me) else None
    then = session.get(NEXT, "")
    return render_template(
        "sign_in/prove_again.html",
        form=form,
        has_app=has_app,
        passkey=passkey,
        for_everybody=then.startswith(url_for(".providers")),
        for_account=then.startswith(url_for(".my_account")),
        came_by_council=own_session().provider_id is not None,
    )


@pages.get("/my-account/sessions")
@open_to_signed_in
def my_sessions() -> ResponseReturnValue:
    listed = queries.list_sessions(myself(), now())
    return render_template("sign_in/my_sessions.html", sessions=listed, mine=own_session())


@pages.post("/my-account/sessions/<public_id:session_id>/end")
@open_to_signed_in
def end_session(session_id: str) -> ResponseReturnValue:
    one = queries.find_open_session(session_id, myself(), now())
    sessions.end(one, Ending.ENDED_BY_PERSON, now(), by=viewer())
    flash(f"You are signed out of {one.device}")
    return redirect(url_for(".my_sessions"))


@pages.post("/my-account/sessions/end-others")
@open_to_signed_in
def end_other_sessions() -> ResponseReturnValue:
    mine = own_session()
    sessions.end_all(myself(), Ending.ENDED_BY_PERSON, now(), keep=mine, by=viewer())
    flash("You are signed out everywhere else")
    return redirect(url_for(".my_sessions"))


@pages.route("/my-account/council", methods=["GET", "POST"])
@open_to_signed_in
def change_council() -> ResponseReturnValue:
    """Work in another of one's councils: a session of its own, so that nothing carries over."""
    councils = queries.councils_now(myself(), now())
    form = CouncilForm()
    form.council.options = [(one.public_id, one.name) for one in councils]
    if form.validate_on_submit():
        chosen = next(one for one in councils if one.public_id == form.council.data)
        if own_session().provider_id is None:
            session[NEXT] = "/"
            return complete(myself(), own_session().factor, council=chosen)
        form.refuse(sessions.VOUCHES_FOR_ONE, about="council")
    here = own_session().council
    if request.method == "GET" and here:
        form.council.data = here.public_id
    return render_template("sign_in/council.html", form=form)
